import { DateTimeScalar, LocalDateScalar } from '@wizness/kernel';
import { ArgsType, Field, ObjectType } from 'type-graphql';
import { FactFilter } from '../read/fact-filter.types';

@ObjectType({
  description:
    'When answers about some facts change, on both axes of `at`: between two of these, they are the same. Of more than 101 of a kind, 101 spread evenly.',
})
export class FactTimes {
  @Field(() => [DateTimeScalar], {
    description:
      'Moments at which one was recorded, replaced or retracted, each to the next full second, the earliest first: values for `knownAt`.',
  })
  readonly knownAt: readonly Date[];

  @Field(() => [LocalDateScalar], {
    description:
      'Days on which one may begin to be true, or is no longer true, the earliest first: values for `validAt`. Facts without a period have none.',
  })
  readonly validAt: readonly string[];
}

@ArgsType()
export class FactTimesArguments {
  @Field(() => FactFilter, { nullable: true, description: 'Which facts. Null is all but retracted ones.' })
  readonly filter?: FactFilter | null;
}
