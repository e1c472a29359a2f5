import { type TextByLanguage, textIn } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import type { FactProperty } from './property.entity';
import type { UnitRow } from './unit.entity';

@ObjectType({ description: 'Unit of a quantity.' })
export class Unit {
  @Field(() => String, {
    description: 'Permanent code, such as `platform` or `EUR`. `1` for a share between 0 and 1.',
  })
  readonly code: string;

  @Field(() => [String], {
    description: 'Codes of the units that it is divided by, such as `["platform", "year"]`. Empty: none.',
  })
  readonly per: readonly string[];

  readonly labels: TextByLanguage;
}

/** The unit of a property's quantities. */
export const unitOf = ({ code, labels }: UnitRow, { per }: Pick<FactProperty, 'per'>): Unit => ({ code, labels, per });

/** The label in `lang`, or else in another language, or else the code. */
export const labelIn = (labels: TextByLanguage, code: string, lang: string | null | undefined): string =>
  textIn(labels, lang) ?? code;
