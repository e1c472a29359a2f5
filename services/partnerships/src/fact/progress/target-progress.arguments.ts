import { ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, Field } from 'type-graphql';
import { AsOf } from '../../time/moment.types';
import { FactFilter } from '../read/fact-filter.types';

/** `at.validAt` is the day of the question: values from after it do not count. */
const AT_DAY = {
  nullable: true,
  description:
    'Point in time on both axes. Values measured after `validAt` do not count, and the state is that of the day: it is not a condition on the target. Null is the point of the field above, or else now, as known now.',
} as const;

@ArgsType()
export class TargetProgressArguments extends ForwardPageArguments {
  @Field(() => FactFilter, { nullable: true, description: 'Which targets. Null is all.' })
  readonly filter?: FactFilter | null;

  @Field(() => AsOf, AT_DAY)
  readonly at?: AsOf | null;
}

@ArgsType()
export class ProgrammeProgressArguments {
  @Field(() => [String], {
    nullable: true,
    description: 'Only these properties, by key. Null is all; at most 100.',
  })
  readonly properties?: readonly string[] | null;

  @Field(() => AsOf, AT_DAY)
  readonly at?: AsOf | null;
}
