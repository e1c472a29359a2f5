import { badUserInput } from '@wizness/kernel';
import { Args, Ctx, Directive, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { ContentContext } from '../context';
import { Post } from '../post/post.entity';
import {
  PostEvent,
  PostEventConnection,
  PostEventLoggedArguments,
  PostEventsArguments,
  PostPublishedArguments,
} from './post-log.types';

/** The gateway runs a subscription: it reads the log with `postEvents`, which applies the arguments. One cursor serves both. */
const subscribe = (): never => {
  throw badUserInput('Subscribe at the gateway, or poll `postEvents`.');
};

@Resolver(() => PostEvent)
export class PostEventResolver {
  @Directive(
    '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  )
  @Query(() => PostEventConnection, {
    nullable: true,
    description:
      'The post log, the oldest entry first, for programs that poll: keep `pageInfo.endCursor` and send it as `after`. An older cursor than the log keeps is refused with CURSOR_EXPIRED and the oldest one. Null only if content is unavailable.',
  })
  postEvents(@Args(() => PostEventsArguments) args: PostEventsArguments, @Ctx() { loaders }: ContentContext) {
    return loaders.postEvents(args);
  }

  @Subscription(() => PostEvent, {
    subscribe,
    description:
      'Posts as they are published, from `after` on, then live. The entries of `postEvents` of type PUBLISHED.',
  })
  postPublished(@Root() event: PostEvent, @Args(() => PostPublishedArguments) applied: PostPublishedArguments) {
    void applied;
    return event;
  }

  @Subscription(() => PostEvent, {
    subscribe,
    description: 'All entries of the post log, from `after` on, then live.',
  })
  postEventLogged(@Root() event: PostEvent, @Args(() => PostEventLoggedArguments) applied: PostEventLoggedArguments) {
    void applied;
    return event;
  }

  @FieldResolver(() => Post, {
    nullable: true,
    description: 'The post as it is now. Null if it is gone, or the caller cannot read it.',
  })
  post(@Root() { postId }: PostEvent, @Ctx() { loaders }: ContentContext) {
    return loaders.postById.load(postId);
  }
}
