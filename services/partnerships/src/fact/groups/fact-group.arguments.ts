import { ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, Field } from 'type-graphql';
import { AsOf, AT } from '../../time/moment.types';
import { FactFilter } from '../read/fact-filter.types';
import { FactGroupKey, FactGroupOrder } from './fact-group.enums';

@ArgsType()
export class FactGroupsArguments extends ForwardPageArguments {
  @Field(() => [FactGroupKey], { description: 'What to group by, at most 4 keys.' })
  readonly by: readonly FactGroupKey[];

  @Field(() => FactFilter, {
    nullable: true,
    description:
      'Which facts; those that count are chosen among them. If it names statuses or ranks, no fact is left out by them. Null is all but retracted ones.',
  })
  readonly filter?: FactFilter | null;

  @Field(() => FactGroupOrder, {
    nullable: true,
    defaultValue: FactGroupOrder.COUNT,
    description: 'Order. Null is COUNT.',
  })
  readonly orderBy?: FactGroupOrder | null = FactGroupOrder.COUNT;

  @Field(() => String, {
    nullable: true,
    description: 'Unit to convert quantities of its dimension to, by code. Null: no conversion.',
  })
  readonly convertTo?: string | null;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}
