import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ContentContext } from '../context';
import {
  CreateCommentInput,
  CreateCommentPayload,
  DeleteCommentInput,
  DeleteCommentPayload,
  UpdateCommentInput,
  UpdateCommentPayload,
} from './comment-mutations.types';

@Resolver()
export class CommentMutationsResolver {
  @Mutation(() => CreateCommentPayload, { description: 'Writes a comment.' })
  createComment(
    @Arg('input', () => CreateCommentInput, { description: 'The comment.' }) input: CreateCommentInput,
    @Ctx() { comments }: ContentContext,
  ) {
    return comments.write(input);
  }

  @Mutation(() => UpdateCommentPayload, { description: 'Changes a comment of the caller within 24 hours.' })
  updateComment(
    @Arg('input', () => UpdateCommentInput, { description: 'The changes.' }) input: UpdateCommentInput,
    @Ctx() { comments }: ContentContext,
  ) {
    return comments.update(input);
  }

  @Mutation(() => DeleteCommentPayload, { description: 'Deletes a comment of the caller. Replies to it stay.' })
  async deleteComment(
    @Arg('input', () => DeleteCommentInput, { description: 'The comment to delete.' }) { id }: DeleteCommentInput,
    @Ctx() { comments }: ContentContext,
  ) {
    const { comment, userErrors } = await comments.delete(id);
    return { deletedId: comment?.id ?? null, userErrors };
  }
}
