import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { Member } from '../member/member.entity';
import { OrganisationReference, TopicReference } from '../references';
import { FollowInput, FollowPayload } from './follow.types';

const FOLLOWER_COUNT = {
  nullable: true,
  description: 'Number of members who follow it. Null only if membership is unavailable.',
};
const VIEWER_FOLLOWS_MEMBER = {
  nullable: true,
  description:
    'Whether the caller follows the member. False for an anonymous caller and for an API key without PROFILE_READ. Null only if membership is unavailable.',
};
const VIEWER_FOLLOWS = {
  nullable: true,
  description:
    'Whether the caller follows it. False for an anonymous caller and for an API key without PROFILE_READ. Null only if membership is unavailable.',
};

@Resolver()
export class FollowResolver {
  @Mutation(() => FollowPayload, {
    description: 'Follows a member, a topic or an organisation. No effect if followed already.',
  })
  follow(
    @Arg('input', () => FollowInput, { description: 'The target to follow.' }) { id }: FollowInput,
    @Ctx() { follows }: MembershipContext,
  ) {
    return follows.follow(id);
  }

  @Mutation(() => FollowPayload, { description: 'Stops following. No effect if not followed.' })
  unfollow(
    @Arg('input', () => FollowInput, { description: 'The target to stop following.' }) { id }: FollowInput,
    @Ctx() { follows }: MembershipContext,
  ) {
    return follows.unfollow(id);
  }
}

@Resolver(() => Member)
export class MemberFollowResolver {
  @FieldResolver(() => Boolean, VIEWER_FOLLOWS_MEMBER)
  async viewerFollows(@Root() { id }: Member, @Ctx() { loaders }: MembershipContext) {
    return (await loaders.followByViewer.load(id)) !== null;
  }
}

@Resolver(() => OrganisationReference)
export class OrganisationFollowResolver {
  @FieldResolver(() => Int, FOLLOWER_COUNT)
  followerCount(@Root() { id }: OrganisationReference, @Ctx() { loaders }: MembershipContext) {
    return loaders.followerCount.load(id);
  }

  @FieldResolver(() => Boolean, VIEWER_FOLLOWS)
  async viewerFollows(@Root() { id }: OrganisationReference, @Ctx() { loaders }: MembershipContext) {
    return (await loaders.followByViewer.load(id)) !== null;
  }
}

@Resolver(() => TopicReference)
export class TopicFollowResolver {
  @FieldResolver(() => Int, FOLLOWER_COUNT)
  followerCount(@Root() { id }: TopicReference, @Ctx() { loaders }: MembershipContext) {
    return loaders.followerCount.load(id);
  }

  @FieldResolver(() => Boolean, VIEWER_FOLLOWS)
  async viewerFollows(@Root() { id }: TopicReference, @Ctx() { loaders }: MembershipContext) {
    return (await loaders.followByViewer.load(id)) !== null;
  }
}
