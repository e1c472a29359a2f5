import { UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Comment } from './comment.entity';

const USER_ERRORS = { description: 'Errors that the user can correct; empty on success.' };
const COMMENT = { nullable: true, description: 'The comment. Null if refused.' };

@InputType({ description: 'A new comment.' })
export class CreateCommentInput {
  @Field(() => ID, { description: 'Id of the post.' })
  readonly postId: string;

  @Field(() => ID, { nullable: true, description: 'Id of the comment that it answers. Null: it answers the post.' })
  readonly parentId?: string | null;

  @Field(() => String, { description: 'Text in Markdown, 1 to 10,000 code points.' })
  readonly body: string;

  @Field(() => String, {
    nullable: true,
    description: 'Repeats within 24 h with the same key and input return the first result. Null: no protection.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType({ description: 'Changes of a comment.' })
export class UpdateCommentInput {
  @Field(() => ID, { description: 'Id of the comment.' })
  readonly id: string;

  @Field(() => String, { description: 'Text in Markdown, 1 to 10,000 code points.' })
  readonly body: string;
}

@InputType({ description: 'The comment to delete.' })
export class DeleteCommentInput {
  @Field(() => ID, { description: 'Id of the comment.' })
  readonly id: string;
}

@ObjectType({ description: 'Result of `createComment`.' })
export class CreateCommentPayload {
  @Field(() => Comment, COMMENT)
  readonly comment: Comment | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `updateComment`.' })
export class UpdateCommentPayload {
  @Field(() => Comment, COMMENT)
  readonly comment: Comment | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `deleteComment`.' })
export class DeleteCommentPayload {
  @Field(() => ID, { nullable: true, description: 'Id of the deleted comment. Null if refused.' })
  readonly deletedId: string | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
