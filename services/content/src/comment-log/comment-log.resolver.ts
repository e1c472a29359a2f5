import { badUserInput } from '@wizness/kernel';
import { Args, Ctx, Directive, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Comment } from '../comment/comment.entity';
import type { ContentContext } from '../context';
import {
  CommentAddedArguments,
  CommentEvent,
  CommentEventConnection,
  CommentEventsArguments,
} from './comment-log.types';

/** The gateway runs a subscription: it reads the log with `commentEvents`. */
const subscribe = (): never => {
  throw badUserInput('Subscribe at the gateway, or poll `commentEvents`.');
};

@Resolver(() => CommentEvent)
export class CommentEventResolver {
  @Directive(
    '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  )
  @Query(() => CommentEventConnection, {
    nullable: true,
    description:
      'The log of the comments of one post, the oldest entry first, for programs that poll: keep `pageInfo.endCursor` and send it as `after`. Empty if the caller cannot read the post. Null only if content is unavailable.',
  })
  commentEvents(@Args(() => CommentEventsArguments) args: CommentEventsArguments, @Ctx() { loaders }: ContentContext) {
    return loaders.commentEvents(args);
  }

  @Subscription(() => CommentEvent, {
    subscribe,
    description: 'New and changed comments of one post, from `after` on, then live. The entries of `commentEvents`.',
  })
  commentAdded(@Root() event: CommentEvent, @Args(() => CommentAddedArguments) applied: CommentAddedArguments) {
    void applied;
    return event;
  }

  @FieldResolver(() => Comment, {
    nullable: true,
    description: 'The comment as it is now. Null if it is gone, or the caller cannot read it.',
  })
  comment(@Root() { commentId }: CommentEvent, @Ctx() { loaders }: ContentContext) {
    return loaders.commentById.load(commentId);
  }
}
