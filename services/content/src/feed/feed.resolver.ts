import { ForwardPageArguments } from '@wizness/kernel';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { ContentContext } from '../context';
import { PostConnection } from '../post/post.types';

@Resolver()
export class FeedResolver {
  @Query(() => PostConnection, {
    nullable: true,
    description:
      'Published posts, newest first. Posts by members, for or about organisations, and with topics that the caller follows come before all others. Null if content is unavailable.',
  })
  feed(@Args(() => ForwardPageArguments) args: ForwardPageArguments, @Ctx() { loaders }: ContentContext) {
    return loaders.feed(args);
  }
}
