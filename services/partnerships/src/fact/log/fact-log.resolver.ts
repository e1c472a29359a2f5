import { badUserInput } from '@wizness/kernel';
import { Args, Ctx, Directive, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { PartnershipsContext } from '../../context';
import { FactSubject } from '../../subject/subject.types';
import { Fact } from '../fact.entity';
import { FactEvent, FactEventConnection, FactEventsArguments, FactRecordedArguments } from './fact-log.types';

/** The gateway runs a subscription: it reads the log with `factEvents`. */
const subscribe = (): never => {
  throw badUserInput('Subscribe at the gateway, or poll `factEvents`.');
};

@Resolver(() => FactEvent)
export class FactEventResolver {
  @Directive(
    '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  )
  @Query(() => FactEventConnection, {
    nullable: true,
    description:
      'The log of facts, the oldest entry first, for programs that poll: keep `pageInfo.endCursor` and send it as `after`. Null only if partnerships is unavailable.',
  })
  factEvents(@Args(() => FactEventsArguments) args: FactEventsArguments, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.factEvents(args);
  }

  @Subscription(() => FactEvent, {
    subscribe,
    description:
      'Facts as they are recorded, revised, retracted or moved by a merge, from `after` on, then live. The entries of `factEvents`.',
  })
  factRecorded(@Root() event: FactEvent, @Args(() => FactRecordedArguments) applied: FactRecordedArguments) {
    void applied;
    return event;
  }

  @FieldResolver(() => Fact, {
    nullable: true,
    description: 'The version that was recorded. Null if it is gone, or the caller may not see it, and for MOVED.',
  })
  fact(@Root() { factId }: FactEvent, @Ctx() { loaders }: PartnershipsContext) {
    return factId && loaders.factById.load(factId);
  }

  @FieldResolver(() => FactSubject, {
    nullable: true,
    description: 'For MOVED: what the facts that were stated of `movedId` are about now. Null for other types.',
  })
  subject(@Root() { movedId }: FactEvent, @Ctx() { loaders }: PartnershipsContext) {
    return movedId && loaders.subjectById.load(movedId);
  }
}
