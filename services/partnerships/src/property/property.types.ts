import { DecimalScalar, type TextByLanguage } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import type { FactProperty } from './property.entity';
import type { UnitRow } from './unit.entity';

@ObjectType({ description: 'A unit of measure. Editors and claims files can define new ones.' })
export class Unit {
  @Field(() => String, {
    description: 'Permanent code: `platform`, `EUR`; `1` for a share, of which 1 is all.',
  })
  readonly code: string;

  @Field(() => [String], {
    description:
      'Units that a property counts per, by code: [`platform`, `year`]. Empty if none, and in the list `units`: they belong to the property.',
  })
  readonly per: readonly string[];

  @Field(() => String, {
    description: 'Dimension: `money`, `mass`. Units of one dimension can be converted if both have a `factor`.',
  })
  readonly dimension: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'How many base units of the dimension it is. Null: no conversion (currencies).',
  })
  readonly factor: string | null;

  readonly labels: TextByLanguage;
}

/** A unit, as the quantities of a property use it, or alone. */
export const unitOf = (
  { code, labels, dimension, factor }: UnitRow,
  property: Pick<FactProperty, 'per'> | null = null,
): Unit => ({ code, labels, dimension, factor, per: property?.per ?? [] });
