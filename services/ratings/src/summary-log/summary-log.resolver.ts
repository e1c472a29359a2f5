import { badUserInput } from '@wizness/kernel';
import { Args, Ctx, Directive, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { RatingsContext } from '../context';
import { Rateable } from '../subject/subject.types';
import {
  RatingSummaryChangedArguments,
  RatingSummaryEvent,
  RatingSummaryEventConnection,
  RatingSummaryEventsArguments,
} from './summary-log.types';

/** The gateway runs a subscription: it reads the log with `ratingSummaryEvents`. */
const subscribe = (): never => {
  throw badUserInput('Subscribe at the gateway, or poll `ratingSummaryEvents`.');
};

@Resolver(() => RatingSummaryEvent)
export class RatingSummaryEventResolver {
  @Directive(
    '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  )
  @Query(() => RatingSummaryEventConnection, {
    nullable: true,
    description:
      'Changes of the ratings of one subject, the oldest first, for programs that poll: keep `pageInfo.endCursor` and send it as `after`. Empty if the caller cannot see the subject. Null only if ratings is unavailable.',
  })
  ratingSummaryEvents(
    @Args(() => RatingSummaryEventsArguments) args: RatingSummaryEventsArguments,
    @Ctx() { loaders }: RatingsContext,
  ) {
    return loaders.ratingSummaryEvents(args);
  }

  @Subscription(() => RatingSummaryEvent, {
    subscribe,
    description:
      'Changes of the ratings of one subject, from `after` on, then live. The entries of `ratingSummaryEvents`.',
  })
  ratingSummaryChanged(
    @Root() event: RatingSummaryEvent,
    @Args(() => RatingSummaryChangedArguments) applied: RatingSummaryChangedArguments,
  ) {
    void applied;
    return event;
  }

  @FieldResolver(() => Rateable, {
    nullable: true,
    description: 'What is rated, with its summary as it is now. Null if it is gone.',
  })
  async subject(@Root() { subjectId }: RatingSummaryEvent, @Ctx() { loaders }: RatingsContext) {
    return (await loaders.subjectById.load(subjectId)) ? { id: subjectId } : null;
  }
}
