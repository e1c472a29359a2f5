import { ForwardPageArguments } from '@wizness/kernel';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { ContentContext } from '../context';
import { PostConnection } from '../post/post.types';

@Resolver()
export class FeedResolver {
  @Query(() => PostConnection, {
    nullable: true,
    description:
      'Published posts, the newest first: those by members, for or about organisations and under topics that who is asking follows before all others. Null while content can not tell.',
  })
  feed(@Args(() => ForwardPageArguments) args: ForwardPageArguments, @Ctx() { feed }: ContentContext) {
    return feed.list(args);
  }
}
