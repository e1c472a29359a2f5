import { Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { Post } from '../post/post.entity';
import { PostEvent, PostEventConnection, PostEventsArguments } from './post-log.types';

@Resolver(() => PostEvent)
export class PostEventResolver {
  @Directive(
    '@listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  )
  @Query(() => PostEventConnection, {
    nullable: true,
    description:
      'The post log, the oldest entry first, for programs that poll: keep `pageInfo.endCursor` and send it as `after`. An older cursor than the log keeps is refused with CURSOR_EXPIRED and the oldest one. Null only if content is unavailable.',
  })
  postEvents(@Args(() => PostEventsArguments) args: PostEventsArguments, @Ctx() { loaders }: ContentContext) {
    return loaders.postEvents(args);
  }

  @FieldResolver(() => Post, {
    nullable: true,
    description: 'The post as it is now. Null if it is gone, or the caller cannot read it.',
  })
  post(@Root() { postId }: PostEvent, @Ctx() { loaders }: ContentContext) {
    return loaders.postById.load(postId);
  }
}
