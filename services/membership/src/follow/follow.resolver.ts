import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { Member } from '../member/member.entity';
import { OrganisationReference, TopicReference } from '../references';
import { FollowInput, FollowPayload } from './follow.types';

const FOLLOWER_COUNT = { nullable: true, description: 'How many members follow it.' };
const VIEWER_FOLLOWS = {
  description: 'Whether who asks follows them; false for a visitor, and for an API key without PROFILE_READ.',
};
const VIEWER_FOLLOWS_IT = {
  nullable: true,
  description: 'Whether who asks follows it; false for a visitor, and for an API key without PROFILE_READ.',
};

@Resolver()
export class FollowResolver {
  @Mutation(() => FollowPayload, { description: 'Follows a member, a topic or an organisation.' })
  follow(
    @Arg('input', () => FollowInput, { description: 'Whom or what to follow.' }) { id }: FollowInput,
    @Ctx() { follows }: MembershipContext,
  ) {
    return follows.follow(id);
  }

  @Mutation(() => FollowPayload, { description: 'Follows a member, a topic or an organisation no more.' })
  unfollow(
    @Arg('input', () => FollowInput, { description: 'Whom or what to follow no more.' }) { id }: FollowInput,
    @Ctx() { follows }: MembershipContext,
  ) {
    return follows.unfollow(id);
  }
}

@Resolver(() => Member)
export class MemberFollowResolver {
  @FieldResolver(() => Boolean, VIEWER_FOLLOWS)
  viewerFollows(@Root() { id }: Member, @Ctx() { follows }: MembershipContext) {
    return follows.viewerFollows(id);
  }
}

@Resolver(() => OrganisationReference)
export class OrganisationFollowResolver {
  @FieldResolver(() => Int, FOLLOWER_COUNT)
  followerCount(@Root() { id }: OrganisationReference, @Ctx() { loaders }: MembershipContext) {
    return loaders.followerCount.load(id);
  }

  @FieldResolver(() => Boolean, VIEWER_FOLLOWS_IT)
  viewerFollows(@Root() { id }: OrganisationReference, @Ctx() { follows }: MembershipContext) {
    return follows.viewerFollows(id);
  }
}

@Resolver(() => TopicReference)
export class TopicFollowResolver {
  @FieldResolver(() => Int, FOLLOWER_COUNT)
  followerCount(@Root() { id }: TopicReference, @Ctx() { loaders }: MembershipContext) {
    return loaders.followerCount.load(id);
  }

  @FieldResolver(() => Boolean, VIEWER_FOLLOWS_IT)
  viewerFollows(@Root() { id }: TopicReference, @Ctx() { follows }: MembershipContext) {
    return follows.viewerFollows(id);
  }
}
