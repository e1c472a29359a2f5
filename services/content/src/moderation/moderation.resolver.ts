import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ContentContext } from '../context';
import {
  FlagCommentInput,
  FlagCommentPayload,
  FlagPostInput,
  FlagPostPayload,
  ModerateCommentInput,
  ModerateCommentPayload,
  ModeratePostInput,
  ModeratePostPayload,
} from './moderation.types';

@Resolver()
export class ModerationResolver {
  @Mutation(() => FlagPostPayload, { description: 'Reports a post to the moderators.' })
  async flagPost(
    @Arg('input', () => FlagPostInput, { description: 'The report.' }) input: FlagPostInput,
    @Ctx() { moderation }: ContentContext,
  ) {
    const { content, userErrors } = await moderation.flag({ id: input.postId, field: 'postId' }, input);
    return { post: content, userErrors };
  }

  @Mutation(() => FlagCommentPayload, { description: 'Reports a comment to the moderators.' })
  async flagComment(
    @Arg('input', () => FlagCommentInput, { description: 'The report.' }) input: FlagCommentInput,
    @Ctx() { moderation }: ContentContext,
  ) {
    const { content, userErrors } = await moderation.flag({ id: input.commentId, field: 'commentId' }, input);
    return { comment: content, userErrors };
  }

  @Mutation(() => ModeratePostPayload, {
    description: 'Moderators: hides, shows or removes a post, or dismisses the reports about it. Takes effect at once.',
  })
  async moderatePost(
    @Arg('input', () => ModeratePostInput, { description: 'The decision.' }) input: ModeratePostInput,
    @Ctx() { moderation }: ContentContext,
  ) {
    const { content, userErrors } = await moderation.moderate({ id: input.postId, field: 'postId' }, input);
    return { post: content, userErrors };
  }

  @Mutation(() => ModerateCommentPayload, {
    description:
      'Moderators: hides, shows or removes a comment, or dismisses the reports about it. Takes effect at once.',
  })
  async moderateComment(
    @Arg('input', () => ModerateCommentInput, { description: 'The decision.' }) input: ModerateCommentInput,
    @Ctx() { moderation }: ContentContext,
  ) {
    const { content, userErrors } = await moderation.moderate({ id: input.commentId, field: 'commentId' }, input);
    return { comment: content, userErrors };
  }
}
