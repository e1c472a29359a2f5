import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import {
  MemberReference,
  OrganisationReference,
  PartnershipReference,
  PersonReference,
  ProgrammeReference,
} from '../references';
import { LinkedPostsArguments } from './post.arguments';
import { PostConnection } from './post.types';

const about = (thing: string) => ({
  nullable: true,
  description: `Posts that mention ${thing}, as far as the caller may see them. Null only if content is unavailable.`,
});

@Resolver(() => MemberReference)
export class MemberPostsResolver {
  @FieldResolver(() => PostConnection, {
    nullable: true,
    description: 'Posts by the member, as far as the caller may see them. Null only if content is unavailable.',
  })
  posts(
    @Root() { id }: MemberReference,
    @Args(() => LinkedPostsArguments) args: LinkedPostsArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsByAuthor(args).load(id);
  }
}

@Resolver(() => OrganisationReference)
export class OrganisationPostsResolver {
  @FieldResolver(() => PostConnection, about('it'))
  posts(
    @Root() { id }: OrganisationReference,
    @Args(() => LinkedPostsArguments) args: LinkedPostsArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsAbout(args).load(id);
  }
}

@Resolver(() => ProgrammeReference)
export class ProgrammePostsResolver {
  @FieldResolver(() => PostConnection, about('it'))
  posts(
    @Root() { id }: ProgrammeReference,
    @Args(() => LinkedPostsArguments) args: LinkedPostsArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsAbout(args).load(id);
  }
}

@Resolver(() => PartnershipReference)
export class PartnershipPostsResolver {
  @FieldResolver(() => PostConnection, about('it'))
  posts(
    @Root() { id }: PartnershipReference,
    @Args(() => LinkedPostsArguments) args: LinkedPostsArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsAbout(args).load(id);
  }
}

@Resolver(() => PersonReference)
export class PersonPostsResolver {
  @FieldResolver(() => PostConnection, about('the person'))
  posts(
    @Root() { id }: PersonReference,
    @Args(() => LinkedPostsArguments) args: LinkedPostsArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.postsAbout(args).load(id);
  }
}
