import { ForwardPageArguments } from '@wizness/kernel';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { MemberReference, OrganisationReference, PartnershipReference, ProgrammeReference } from '../references';
import { PostConnection, PostsAboutArguments } from './post.types';

@Resolver(() => MemberReference)
export class MemberPostsResolver {
  @FieldResolver(() => PostConnection, { nullable: true, description: 'Posts by the member, newest first.' })
  posts(
    @Root() { id }: MemberReference,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsByAuthor(args).load(id);
  }
}

@Resolver(() => OrganisationReference)
export class OrganisationPostsResolver {
  @FieldResolver(() => PostConnection, {
    nullable: true,
    description: 'Posts that mention the organisation, newest first.',
  })
  posts(
    @Root() { id }: OrganisationReference,
    @Args(() => PostsAboutArguments) args: PostsAboutArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsAbout(args).load(id);
  }
}

@Resolver(() => ProgrammeReference)
export class ProgrammePostsResolver {
  @FieldResolver(() => PostConnection, {
    nullable: true,
    description: 'Posts that mention the programme, newest first.',
  })
  posts(
    @Root() { id }: ProgrammeReference,
    @Args(() => PostsAboutArguments) args: PostsAboutArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsAbout(args).load(id);
  }
}

@Resolver(() => PartnershipReference)
export class PartnershipPostsResolver {
  @FieldResolver(() => PostConnection, {
    nullable: true,
    description: 'Posts that mention the partnership, newest first.',
  })
  posts(
    @Root() { id }: PartnershipReference,
    @Args(() => PostsAboutArguments) args: PostsAboutArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsAbout(args).load(id);
  }
}
