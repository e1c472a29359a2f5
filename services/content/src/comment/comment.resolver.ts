import { ForwardPageArguments } from '@wizness/kernel';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { Post } from '../post/post.entity';
import { MemberReference, referTo } from '../references';
import { TextFormat } from '../rich-text/rich-text.enums';
import { RichText } from '../rich-text/rich-text.types';
import { Comment } from './comment.entity';
import { CommentConnection } from './comment.types';

@Resolver(() => Comment)
export class CommentResolver {
  @FieldResolver(() => Post, { description: 'The post that it comments on.' })
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
  author(@Root() { authorId, removed }: Comment) {
    return removed ? null : referTo(authorId);
  }

  @FieldResolver(() => RichText, { description: 'Text. Empty if it has been removed.' })
  body(@Root() { bodySource, removed }: Comment) {
    return new RichText(removed ? '' : bodySource, TextFormat.MARKDOWN);
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
