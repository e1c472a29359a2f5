import { type Connection, connectionType, DecimalScalar } from '@wizness/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Fact } from '../fact.entity';
import { FactExclusionReason, FactGroupKey } from './fact-group.enums';

@ObjectType({ description: 'One value that a group has in common.' })
export class GroupKey {
  @Field(() => FactGroupKey, { description: 'The key.' })
  readonly key: FactGroupKey;

  @Field(() => String, {
    nullable: true,
    description: 'The value as a filter takes it: an id, a key, an enum value, a year. Null: the facts have none.',
  })
  readonly value: string | null;
}

@ObjectType({ description: 'A sum. Equal ends for an exact one.' })
export class QuantityRange {
  @Field(() => DecimalScalar, { nullable: true, description: 'Lower end. Null if open.' })
  readonly lower: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Upper end. Null if open.' })
  readonly upper: string | null;

  @Field(() => Boolean, { description: 'Whether a source gives one of the values as approximate ("about").' })
  readonly approximate: boolean;
}

@ObjectType({ description: 'Facts that a group leaves out for one reason.' })
export class FactExclusion {
  @Field(() => FactExclusionReason, { description: 'Reason.' })
  readonly reason: FactExclusionReason;

  @Field(() => Int, { description: 'Number of facts.' })
  readonly count: number;

  readonly group: FactGroup;
}

/** What a group computes only if it is selected. */
export interface LazyFigures {
  sources(token: string): Promise<number>;
  percentile(token: string, p: number): Promise<string | null>;
  excluded(token: string, reason: FactExclusionReason, page: object): Promise<Connection<Fact>>;
}

@ObjectType({
  description:
    'A group of facts. By default: accepted, of the best rank, current, one per subject, property, measure and period. Only the latest one counts of what does not accumulate over periods.',
})
export class FactGroup {
  @Field(() => [GroupKey], { description: 'What the group has in common: the keys asked for, then the others.' })
  readonly keys: readonly GroupKey[];

  @Field(() => Int, { description: 'Number of facts.' })
  readonly count: number;

  @Field(() => Int, { description: 'Number of distinct subjects.' })
  readonly subjects: number;

  @Field(() => QuantityRange, {
    nullable: true,
    description:
      'Sum: a range if a fact is one. Null if the property is not additive, for rates, or if nothing can be added.',
  })
  readonly sum: QuantityRange | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Lowest value. Null if there are no quantities.' })
  readonly min: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Highest value. Null if there are no quantities.' })
  readonly max: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Mean of exact values, to 20 significant digits at most. Null if there are none.',
  })
  readonly average: string | null;

  @Field(() => Int, { description: 'Number of facts that match the filter but were left out.' })
  readonly excluded: number;

  @Field(() => [FactExclusion], { description: 'Why, one entry per reason.' })
  readonly exclusions: readonly FactExclusion[];

  readonly unitCode: string | null;
  readonly propertyKey: string;
  /** Identifies the group among those of the same arguments. */
  readonly token: string;
  readonly lazy: LazyFigures;
}

export const FactGroupConnection = connectionType('FactGroup', () => FactGroup, { items: 'groups' });
