import { type TextByLanguage, textIn } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import type { FactProperty } from './property.entity';
import type { UnitRow } from './unit.entity';

@ObjectType({ description: 'What a quantity is counted in, and per what.' })
export class Unit {
  @Field(() => String, {
    description: 'Permanent name for programs: `platform`, `EUR`; `1` for a share, of which 1 is all.',
  })
  readonly code: string;

  @Field(() => [String], {
    description: 'What it is counted per, as codes of units: `["platform", "year"]`; empty where per nothing.',
  })
  readonly per: readonly string[];

  readonly labels: TextByLanguage;
}

/** A unit as one property uses it. */
export const unitOf = ({ code, labels }: UnitRow, { per }: Pick<FactProperty, 'per'>): Unit => ({ code, labels, per });

/** The label in `lang`, or the one that stands in for it; the code itself where there is no label at all. */
export const labelIn = (labels: TextByLanguage, code: string, lang: string | null | undefined): string =>
  textIn(labels, lang) ?? code;
