import {
  connectionType,
  DateRange,
  DateTimeScalar,
  DecisionGround,
  DecisionOrigin,
  FlagReason,
  idPrefix,
  PageArguments,
} from '@wizness/kernel';
import { ArgsType, createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Member } from '../member/member.entity';
import { CommentReference, PostReference, RatingReference } from '../references';
import { ModerationCase } from './case.entity';
import { ModerationAction, ModerationCaseOrder, ModerationCaseStatus } from './case.enums';

const TYPES = { post: PostReference, comment: CommentReference, rating: RatingReference, member: Member } as const;

export const Moderatable = createUnionType({
  name: 'Moderatable',
  description: 'What moderation can concern.',
  types: () => [PostReference, CommentReference, RatingReference, Member] as const,
  resolveType: ({ id }) => TYPES[idPrefix(id) as keyof typeof TYPES],
});

@ObjectType({ description: 'A report.' })
export class Flag {
  @Field(() => FlagReason, { description: 'Reason.' })
  readonly reason: FlagReason;

  @Field(() => String, { nullable: true, description: 'Note. Null if none.' })
  readonly note: string | null;

  @Field(() => Member, {
    nullable: true,
    description: 'Who reported. Null if erased, if 6 months have passed, or if it was a person without an account.',
  })
  readonly member: Member | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of a person without an account. Null for a member, or if 6 months have passed.',
  })
  readonly reporterName: string | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  readonly createdAt: Date;
}

@ObjectType({ description: 'A report that the caller made, and what became of it.' })
export class ViewerFlag {
  @Field(() => ID, { description: 'Id of the case. Pass it to `appealDecision` if the report was dismissed.' })
  readonly caseId: string;

  @Field(() => Moderatable, { nullable: true, description: 'What was reported. Null if it is gone, or not visible.' })
  readonly target: { readonly id: string } | null;

  @Field(() => FlagReason, { description: 'Reason.' })
  readonly reason: FlagReason;

  @Field(() => DateTimeScalar, { description: 'When.' })
  readonly createdAt: Date;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether moderators took a measure. Null while the report waits for a decision.',
  })
  readonly hasMeasure: boolean | null;
}

@ObjectType({ description: 'The reasons for a decision, as the member concerned reads them.' })
export class StatementOfReasons {
  @Field(() => ModerationAction, { description: 'What was done.' })
  readonly action: ModerationAction;

  @Field(() => DecisionGround, { description: 'What the decision is based on.' })
  readonly ground: DecisionGround;

  @Field(() => String, { description: 'The rule or law that was broken.' })
  readonly rule: string;

  @Field(() => String, { description: 'The facts that it rests on.' })
  readonly facts: string;

  @Field(() => String, { description: 'Why the rule applies to these facts.' })
  readonly explanation: string;

  @Field(() => DecisionOrigin, { description: 'How the moderators learned of it.' })
  readonly origin: DecisionOrigin;

  @Field(() => DateTimeScalar, { nullable: true, description: 'End of the measure. Null: it has no end.' })
  readonly until: Date | null;

  @Field(() => Boolean, { description: 'Whether a program found it.' })
  readonly detectedAutomatically: boolean;

  @Field(() => Boolean, { description: 'Whether a program decided it. Always false: people decide.' })
  readonly decidedAutomatically: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was decided.' })
  readonly decidedAt: Date;

  @Field(() => Member, { nullable: true, description: 'Who decided. Only for moderators; null for others.' })
  readonly moderator: Member | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Last moment for an appeal. Null if a measure was lifted: there is nothing to appeal against.',
  })
  readonly appealUntil: Date | null;
}

@ObjectType({ description: 'An appeal against a decision.' })
export class Appeal {
  @Field(() => String, { description: 'Why the member disagrees.' })
  readonly text: string;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  readonly createdAt: Date;

  @Field(() => Boolean, { nullable: true, description: 'Whether the decision was overturned. Null while open.' })
  readonly overturned: boolean | null;

  @Field(() => String, { nullable: true, description: 'Reason of the decision on the appeal. Null while open.' })
  readonly reason: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided. Null while open.' })
  readonly decidedAt: Date | null;
}

@ObjectType({ description: 'One step of a case.' })
export class ModerationLogEntry {
  @Field(() => DateTimeScalar, { description: 'When.' })
  readonly occurredAt: Date;

  @Field(() => ModerationAction, { nullable: true, description: 'What was done. Null for an appeal and its decision.' })
  readonly action: ModerationAction | null;

  /** In each language. */
  readonly messages: { readonly fr: string; readonly en: string };
}

@ObjectType({ description: 'Numbers of the decisions of one kind in one month. Null stands for 1 to 4.' })
export class ModerationCount {
  @Field(() => ModerationAction, { description: 'What was done.' })
  readonly action: ModerationAction;

  @Field(() => Int, { nullable: true, description: 'Number of decisions. Null: 1 to 4.' })
  readonly count: number | null;

  @Field(() => Int, { nullable: true, description: 'Number that a program found. Null: 1 to 4.' })
  readonly automated: number | null;

  @Field(() => Int, { nullable: true, description: 'Number of appeals. Null: 1 to 4.' })
  readonly appeals: number | null;

  @Field(() => Int, { nullable: true, description: 'Number of appeals that overturned the decision. Null: 1 to 4.' })
  readonly overturned: number | null;
}

export const ModerationCaseConnection = connectionType('ModerationCase', () => ModerationCase, {
  items: 'moderation cases',
});

@InputType({
  description:
    'Which cases. All given conditions hold. Null is not a condition. An empty list matches nothing. Lists have at most 100 items.',
})
export class ModerationCaseFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these cases.' })
  readonly ids?: readonly string[] | null;

  @Field(() => [ModerationCaseStatus], { nullable: true, description: 'One of these states.' })
  readonly statuses?: readonly ModerationCaseStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'About one of these members or what they wrote.' })
  readonly memberIds?: readonly string[] | null;

  @Field(() => DateRange, { nullable: true, description: 'Opened on one of these days.' })
  readonly openedAt?: DateRange | null;
}

@ArgsType()
export class ModerationCasesArguments extends PageArguments {
  @Field(() => ModerationCaseFilter, { nullable: true, description: 'Which cases. Null is all.' })
  readonly filter?: ModerationCaseFilter | null;

  @Field(() => ModerationCaseOrder, {
    nullable: true,
    defaultValue: ModerationCaseOrder.OLDEST,
    description: 'Order. Null is OLDEST.',
  })
  readonly orderBy?: ModerationCaseOrder | null = ModerationCaseOrder.OLDEST;
}
