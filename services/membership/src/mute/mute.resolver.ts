import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { Viewer } from '../viewer/viewer.types';
import { MAX_MUTES } from './mute.loader';
import { Mutable, MuteInput, MutePayload } from './mute.types';

@Resolver(() => Viewer)
export class MuteResolver {
  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [Mutable], {
    nullable: 'items',
    description: `Members and posts that the caller mutes, the latest first, at most ${MAX_MUTES}. An item is null if its owner is unavailable or it is gone. Empty for an API key without PROFILE_READ.`,
  })
  mutes(@Root() { identity }: Viewer, @Ctx() context: MembershipContext) {
    return context.notificationsOf(identity).mutes();
  }

  @Mutation(() => MutePayload, {
    description: 'Mutes a member or a post: no more notifications of what the member does, or about the post.',
  })
  mute(
    @Arg('input', () => MuteInput, { description: 'What to mute.' }) { id }: MuteInput,
    @Ctx() { mutes }: MembershipContext,
  ) {
    return mutes.mute(id);
  }

  @Mutation(() => MutePayload, { description: 'Ends `mute`.' })
  unmute(
    @Arg('input', () => MuteInput, { description: 'What to unmute.' }) { id }: MuteInput,
    @Ctx() { mutes }: MembershipContext,
  ) {
    return mutes.unmute(id);
  }
}
