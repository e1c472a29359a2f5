import { FlagReason, StatementInput, UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Member } from '../member/member.entity';
import { USER_ERRORS } from '../user-errors-field';
import { ModerationCase } from './case.entity';

const MEMBER_ID = { description: 'Id of the member.' };
const MEMBER = { nullable: true, description: 'The member. Null if refused.' };
const CASE = { nullable: true, description: 'The case. Null if refused.' };
const STATEMENT_CASE = { nullable: true, description: 'The case with the statement. Null if refused.' };

@InputType({ description: 'A report about a member.' })
export class FlagMemberInput {
  @Field(() => ID, MEMBER_ID)
  readonly memberId: string;

  @Field(() => FlagReason, { description: 'Reason.' })
  readonly reason: FlagReason;

  @Field(() => String, {
    nullable: true,
    description: 'Note for the moderators, at most 1,000 code points. Null: none; refused for ILLEGAL and OTHER.',
  })
  readonly note?: string | null;
}

@InputType({ description: 'A report that something is against the law, also by a person without an account.' })
export class ReportContentInput {
  @Field(() => ID, { description: 'Id of the post, comment, rating or member.' })
  readonly targetId: string;

  @Field(() => String, { description: 'Which law it breaks, and why. 1 to 2,000 code points.' })
  readonly explanation: string;

  @Field(() => String, { description: 'Name of who reports it, 1 to 200 code points. Only moderators read it.' })
  readonly name: string;

  @Field(() => String, { description: 'Address for the receipt and the outcome. Nobody reads it here.' })
  readonly email: string;

  @Field(() => Boolean, { description: 'Whether who reports it believes in good faith that all of it is accurate.' })
  readonly goodFaith: boolean;
}

@InputType({ description: 'A suspension.' })
export class SuspendMemberInput {
  @Field(() => ID, MEMBER_ID)
  readonly memberId: string;

  @Field(() => StatementInput, { description: 'Reasons; `until` is the end of the suspension.' })
  readonly statement: StatementInput;
}

@InputType({ description: 'The end of a suspension.' })
export class ReinstateMemberInput {
  @Field(() => ID, MEMBER_ID)
  readonly memberId: string;

  @Field(() => StatementInput, { description: 'Reasons.' })
  readonly statement: StatementInput;
}

@InputType({ description: 'An appeal.' })
export class AppealDecisionInput {
  @Field(() => ID, { description: 'Id of the case.' })
  readonly caseId: string;

  @Field(() => String, { description: 'Why the member disagrees, 1 to 2,000 code points.' })
  readonly text: string;
}

@InputType({ description: 'The decision of an appeal.' })
export class DecideAppealInput {
  @Field(() => ID, { description: 'Id of the case.' })
  readonly caseId: string;

  @Field(() => Boolean, { description: 'Whether the decision is overturned.' })
  readonly overturned: boolean;

  @Field(() => String, { description: 'Reason, 1 to 2,000 code points.' })
  readonly reason: string;
}

@ObjectType({ description: 'Result of `flagMember`.' })
export class FlagMemberPayload {
  @Field(() => Member, MEMBER)
  readonly member: Member | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `reportContent`.' })
export class ReportContentPayload {
  @Field(() => Boolean, { description: 'Whether the report was stored, and a receipt is on its way.' })
  readonly accepted: boolean;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `suspendMember`.' })
export class SuspendMemberPayload {
  @Field(() => Member, MEMBER)
  readonly member: Member | null;

  @Field(() => ModerationCase, STATEMENT_CASE)
  readonly case: ModerationCase | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `reinstateMember`.' })
export class ReinstateMemberPayload {
  @Field(() => Member, MEMBER)
  readonly member: Member | null;

  @Field(() => ModerationCase, STATEMENT_CASE)
  readonly case: ModerationCase | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `appealDecision`.' })
export class AppealDecisionPayload {
  @Field(() => ModerationCase, CASE)
  readonly case: ModerationCase | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `decideAppeal`.' })
export class DecideAppealPayload {
  @Field(() => ModerationCase, CASE)
  readonly case: ModerationCase | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
