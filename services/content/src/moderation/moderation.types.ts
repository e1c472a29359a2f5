import { FlagReason, ModerationStatus, StatementInput, UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Comment } from '../comment/comment.entity';
import { Post } from '../post/post.entity';

const REASON = { description: 'Reason.' };
const NOTE = {
  nullable: true,
  description: 'Note for the moderators, at most 1,000 code points. Null: none; refused for ILLEGAL and OTHER.',
};
const STATUS = { description: 'New state: VISIBLE, HIDDEN or REMOVED.' };
const STATEMENT = { description: 'Reasons, for the member concerned.' };
const POST = { nullable: true, description: 'The post. Null if refused.' };
const COMMENT = { nullable: true, description: 'The comment. Null if refused.' };
const USER_ERRORS = { description: 'Errors that the user can correct; empty on success.' };

@InputType({ description: 'A report about a post.' })
export class FlagPostInput {
  @Field(() => ID, { description: 'Id of the post.' })
  readonly postId: string;

  @Field(() => FlagReason, REASON)
  readonly reason: FlagReason;

  @Field(() => String, NOTE)
  readonly note?: string | null;
}

@InputType({ description: 'A report about a comment.' })
export class FlagCommentInput {
  @Field(() => ID, { description: 'Id of the comment.' })
  readonly commentId: string;

  @Field(() => FlagReason, REASON)
  readonly reason: FlagReason;

  @Field(() => String, NOTE)
  readonly note?: string | null;
}

@InputType({ description: 'A decision about a post.' })
export class ModeratePostInput {
  @Field(() => ID, { description: 'Id of the post.' })
  readonly postId: string;

  @Field(() => ModerationStatus, STATUS)
  readonly status: ModerationStatus;

  @Field(() => StatementInput, STATEMENT)
  readonly statement: StatementInput;
}

@InputType({ description: 'A decision about a comment.' })
export class ModerateCommentInput {
  @Field(() => ID, { description: 'Id of the comment.' })
  readonly commentId: string;

  @Field(() => ModerationStatus, STATUS)
  readonly status: ModerationStatus;

  @Field(() => StatementInput, STATEMENT)
  readonly statement: StatementInput;
}

@ObjectType({ description: 'Result of `flagPost`.' })
export class FlagPostPayload {
  @Field(() => Post, POST)
  readonly post: Post | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `flagComment`.' })
export class FlagCommentPayload {
  @Field(() => Comment, COMMENT)
  readonly comment: Comment | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `moderatePost`.' })
export class ModeratePostPayload {
  @Field(() => Post, POST)
  readonly post: Post | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `moderateComment`.' })
export class ModerateCommentPayload {
  @Field(() => Comment, COMMENT)
  readonly comment: Comment | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
