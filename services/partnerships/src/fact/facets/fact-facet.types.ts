import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { AsOf, AT } from '../../time/moment.types';
import { FactGroupKey } from '../groups/fact-group.enums';
import { FactFilter } from '../read/fact-filter.types';

@ObjectType({ description: 'One value of a facet.' })
export class FactFacetValue {
  /** The field `label` is in the resolver. */
  readonly key: FactGroupKey;

  @Field(() => String, {
    nullable: true,
    description: 'The value as a filter takes it: an id, a key, an enum value, a year. Null: the facts have none.',
  })
  readonly value: string | null;

  @Field(() => Int, { description: 'Number of facts.' })
  readonly count: number;
}

@ObjectType({ description: 'Counts of facts by the values of one key.' })
export class FactFacet {
  @Field(() => FactGroupKey, { description: 'The key.' })
  readonly key: FactGroupKey;

  @Field(() => [FactFacetValue], { description: 'Its values, the most frequent first. At most 100.' })
  readonly values: readonly FactFacetValue[];
}

@ArgsType()
export class FactFacetsArguments {
  @Field(() => [FactGroupKey], { description: 'Keys to count by, at most 8.' })
  readonly by: readonly FactGroupKey[];

  @Field(() => FactFilter, {
    nullable: true,
    description: 'Which facts, as for the list `facts`. Null is all but retracted ones.',
  })
  readonly filter?: FactFilter | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 20,
    description: 'Values per key, the most frequent first, 0 to 100. Null is 20.',
  })
  readonly first?: number | null = 20;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}
