import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { MemberReference, referTo } from '../references';
import { EventDetails } from './event-details.entity';
import { Rsvp } from './rsvp.entity';
import { RsvpConnection, RsvpsArguments, SetRsvpInput, SetRsvpPayload } from './rsvp.types';

@Resolver(() => Rsvp)
export class RsvpResolver {
  @Mutation(() => SetRsvpPayload, {
    description: 'Answers an event. Without a free place the member joins the waiting list.',
  })
  setRsvp(
    @Arg('input', () => SetRsvpInput, { description: 'The answer.' }) input: SetRsvpInput,
    @Ctx() { rsvps }: ContentContext,
  ) {
    return rsvps.answer(input);
  }

  @FieldResolver(() => MemberReference, {
    nullable: true,
    description: 'The member. Null if membership is unavailable.',
  })
  member(@Root() { memberId }: Rsvp) {
    return referTo(memberId);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Position on the waiting list, from 1. Null unless `status` is WAITING.',
  })
  async position(@Root() { id }: Rsvp, @Ctx() { loaders }: ContentContext) {
    return (await loaders.waitingPosition.load(id))[0]?.position ?? null;
  }
}

@Resolver(() => EventDetails)
export class EventAnswersResolver {
  @FieldResolver(() => RsvpConnection, {
    description: 'Answers of members, in order of arrival. Only for its author and editors; empty for others.',
  })
  rsvps(
    @Root() { id }: EventDetails,
    @Args(() => RsvpsArguments) args: RsvpsArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.rsvpsOfEvent(args).load(id);
  }

  @FieldResolver(() => Rsvp, {
    nullable: true,
    description:
      "The caller's answer. Null if there is none, for an anonymous caller, and for an API key without PROFILE_READ.",
  })
  viewerRsvp(@Root() { id }: EventDetails, @Ctx() { loaders }: ContentContext) {
    return loaders.viewerRsvp.load(id);
  }
}
