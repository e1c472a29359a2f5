import { DateTimeScalar, ForwardPageArguments, isAllowed } from '@wizness/kernel';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { Post } from '../post/post.entity';
import { MemberReference, referTo } from '../references';
import { TextFormat } from '../rich-text/rich-text.enums';
import { RichText } from '../rich-text/rich-text.types';
import { Comment } from './comment.entity';
import { mayRead } from './comment.visibility';
import { editableUntil } from './edit-window';
import { CommentConnection } from './comment.types';

@Resolver(() => Comment)
export class CommentResolver {
  @FieldResolver(() => Post, {
    nullable: true,
    description: 'The post that it comments on. Null if the caller may not see it any more.',
  })
  post(@Root() { postId }: Comment, @Ctx() { loaders }: ContentContext) {
    return loaders.postById.load(postId);
  }

  @FieldResolver(() => Comment, {
    nullable: true,
    description: 'The comment that it replies to. Null if it comments on the post itself.',
  })
  parent(@Root() { parentId }: Comment, @Ctx() { loaders }: ContentContext) {
    return parentId === null ? null : loaders.commentById.load(parentId);
  }

  @FieldResolver(() => MemberReference, {
    nullable: true,
    description: 'Author. Null if the author has been erased or the comment has been removed.',
  })
  author(@Root() comment: Comment, @Ctx() { identity }: ContentContext) {
    return mayRead(comment, identity) ? referTo(comment.authorId) : null;
  }

  @FieldResolver(() => RichText, {
    description: 'Text. Empty if it was deleted, and for readers if a moderator hides it: its author still reads it.',
  })
  body(@Root() comment: Comment, @Ctx() { identity, readMentionLinks }: ContentContext) {
    return new RichText(mayRead(comment, identity) ? comment.bodySource : '', TextFormat.MARKDOWN, readMentionLinks);
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'Last moment at which the caller may change it. Null if the caller may not.',
  })
  viewerCanUpdateUntil(@Root() comment: Comment, @Ctx() { identity }: ContentContext) {
    const isOwn = comment.authorId !== null && comment.authorId === identity.memberId;
    return isOwn && !comment.removed && isAllowed(identity, 'COMMENT') ? editableUntil(comment) : null;
  }

  @FieldResolver(() => CommentConnection, { description: 'Replies, oldest first.' })
  replies(
    @Root() { id }: Comment,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.repliesToComment(args).load(id);
  }
}
