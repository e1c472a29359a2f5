import { ForwardPageArguments, PageArguments } from '@wizness/kernel';
import { ArgsType, Field } from 'type-graphql';
import { FactFilter } from './fact-filter.types';
import { AsOf, AT } from '../../time/moment.types';
import { FactOrder } from './fact-order';

const FILTER = { nullable: true, description: 'Which facts. Null is all but retracted ones.' };
const ORDER = { nullable: true, defaultValue: FactOrder.SUBJECT, description: 'Order. Null is SUBJECT.' } as const;

@ArgsType()
export class FactsArguments extends PageArguments {
  @Field(() => FactFilter, FILTER)
  readonly filter?: FactFilter | null;

  @Field(() => FactOrder, ORDER)
  readonly orderBy?: FactOrder | null = FactOrder.SUBJECT;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}

/** Facts of one subject, source or post. */
@ArgsType()
export class FactsOfArguments extends ForwardPageArguments {
  @Field(() => FactFilter, FILTER)
  readonly filter?: FactFilter | null;

  @Field(() => FactOrder, ORDER)
  readonly orderBy?: FactOrder | null = FactOrder.SUBJECT;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}
