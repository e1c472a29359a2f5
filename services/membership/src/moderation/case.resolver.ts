import { ForwardPageArguments, LANG, LanguageTagScalar } from '@wizness/kernel';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { Member } from '../member/member.entity';
import { Viewer } from '../viewer/viewer.types';
import {
  AppealDecisionInput,
  AppealDecisionPayload,
  DecideAppealInput,
  DecideAppealPayload,
  FlagMemberInput,
  FlagMemberPayload,
  ReinstateMemberInput,
  ReinstateMemberPayload,
  ReportContentInput,
  ReportContentPayload,
  SuspendMemberInput,
  SuspendMemberPayload,
} from './case-input.types';
import { ModerationCase } from './case.entity';
import { logOf, statementOf } from './case-log';
import {
  Appeal,
  Flag,
  Moderatable,
  ModerationCaseConnection,
  ModerationCasesArguments,
  ModerationCount,
  ModerationLogEntry,
  StatementOfReasons,
  ViewerFlag,
} from './case.types';
import { textFor } from './statement.resolver';

@Resolver(() => ModerationCase)
export class ModerationCaseResolver {
  @Directive(
    '@listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  )
  @Query(() => ModerationCaseConnection, {
    nullable: true,
    description: 'Cases: the queue of moderators. Null for others.',
  })
  moderationCases(
    @Args(() => ModerationCasesArguments) args: ModerationCasesArguments,
    @Ctx() { loaders }: MembershipContext,
  ) {
    return loaders.cases(args);
  }

  @Query(() => ModerationCase, {
    nullable: true,
    description: 'A case, for moderators and the member concerned. Null for others.',
  })
  moderationCase(
    @Arg('id', () => ID, { description: 'Id of the case.' }) id: string,
    @Ctx() { loaders }: MembershipContext,
  ) {
    return loaders.findCase(id);
  }

  @Query(() => [ModerationCount], {
    nullable: true,
    description:
      'Numbers of the decisions of a month, one entry for each kind that there was. Public. Null only if membership is unavailable.',
  })
  moderationCounts(
    @Arg('year', () => Int, { description: 'Year, such as 2026.' }) year: number,
    @Arg('month', () => Int, { description: 'Month, 1 to 12, in UTC.' }) month: number,
    @Ctx() { loaders }: MembershipContext,
  ) {
    return loaders.countDecisions(year, month);
  }

  @FieldResolver(() => Moderatable, { nullable: true, description: 'What it is about. Null if it is gone.' })
  target(@Root() { targetId }: ModerationCase, @Ctx() { loaders }: MembershipContext) {
    return loaders.targetOf(targetId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: 'The member who wrote it, or who it is about. Null if nobody did, or if erased.',
  })
  member(@Root() { memberId }: ModerationCase, @Ctx() { loaders }: MembershipContext) {
    return memberId === null ? null : loaders.memberById.load(memberId);
  }

  @FieldResolver(() => [Flag], { description: 'Reports, at most 100. Only for moderators; empty for others.' })
  async flags(@Root() { id }: ModerationCase, @Ctx() { loaders }: MembershipContext) {
    if (!loaders.isModerator) return [];
    const flags = (await loaders.flagsOfCase.load(id)).slice(0, 100);
    return flags.map(({ memberId, ...flag }) => ({
      ...flag,
      member: memberId === null ? null : loaders.memberById.load(memberId),
    }));
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Number of reports. Only for moderators; null for others: in a small group it would tell who reported.',
  })
  flagCount(@Root() { flagCount }: ModerationCase, @Ctx() { loaders }: MembershipContext) {
    return loaders.isModerator ? flagCount : null;
  }

  @FieldResolver(() => StatementOfReasons, {
    nullable: true,
    description: 'Decision and reasons. Null before a decision.',
  })
  statement(@Root() one: ModerationCase, @Ctx() { loaders }: MembershipContext) {
    const moderator = loaders.isModerator && one.moderatorId !== null ? loaders.memberById.load(one.moderatorId) : null;
    const statement = statementOf(one);
    return statement && { ...statement, moderator };
  }

  @FieldResolver(() => Appeal, { nullable: true, description: 'The appeal. Null if there is none.' })
  appeal(@Root() { appealText: text, appealedAt: createdAt, ...one }: ModerationCase) {
    const { overturned, appealReason: reason, appealDecidedAt: decidedAt } = one;
    return text === null || createdAt === null ? null : { text, createdAt, overturned, reason, decidedAt };
  }

  @FieldResolver(() => [ModerationLogEntry], {
    description: 'What happened, the oldest first, at most 4 steps. Reports are not in it.',
  })
  log(@Root() one: ModerationCase) {
    return logOf(one);
  }
}

@Resolver(() => ModerationLogEntry)
export class ModerationLogEntryResolver {
  @FieldResolver(() => String, { description: 'What happened, in one sentence.' })
  message(
    @Root() { messages }: ModerationLogEntry,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() context: MembershipContext,
  ) {
    return textFor(messages, lang, context);
  }
}

@Resolver(() => Viewer)
export class ViewerModerationResolver {
  @FieldResolver(() => ModerationCaseConnection, {
    description:
      'Moderation decisions about the member and what they wrote, the newest first; empty for an API key without PROFILE_READ.',
  })
  moderationCases(
    @Root() { member }: Viewer,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: MembershipContext,
  ) {
    return loaders.casesOfViewer(member.id, args);
  }

  @FieldResolver(() => [ViewerFlag], {
    description:
      'Reports that the member made, the newest first, at most 100; empty for an API key without PROFILE_READ.',
  })
  flags(@Root() { member }: Viewer, @Ctx() { loaders }: MembershipContext) {
    return loaders.flagsOfViewer(member.id);
  }
}

@Resolver()
export class ModerationMutationsResolver {
  @Mutation(() => FlagMemberPayload, { description: 'Reports a member to the moderators.' })
  async flagMember(
    @Arg('input', () => FlagMemberInput, { description: 'The report.' }) input: FlagMemberInput,
    @Ctx() { cases, loaders }: MembershipContext,
  ) {
    const userErrors = await cases.flagMember(input);
    return { member: userErrors.length === 0 ? await loaders.memberById.load(input.memberId) : null, userErrors };
  }

  @Mutation(() => ReportContentPayload, {
    description:
      'Reports that something is against the law. Also for people without an account: a receipt and the outcome are sent by mail.',
  })
  async reportContent(
    @Arg('input', () => ReportContentInput, { description: 'The report.' }) input: ReportContentInput,
    @Ctx() { cases }: MembershipContext,
  ) {
    const userErrors = await cases.report(input);
    return { accepted: userErrors.length === 0, userErrors };
  }

  @Mutation(() => SuspendMemberPayload, {
    description: 'Moderators: suspends a member. Their sessions end; they can sign in, read, appeal, export and erase.',
  })
  async suspendMember(
    @Arg('input', () => SuspendMemberInput, { description: 'The decision.' }) input: SuspendMemberInput,
    @Ctx() { suspensions, loaders }: MembershipContext,
  ) {
    const result = await suspensions.suspend(input.memberId, input.statement);
    return { ...result, member: result.case && (await loaders.memberById.clear(input.memberId).load(input.memberId)) };
  }

  @Mutation(() => ReinstateMemberPayload, { description: 'Moderators: lifts a suspension.' })
  async reinstateMember(
    @Arg('input', () => ReinstateMemberInput, { description: 'The decision.' }) input: ReinstateMemberInput,
    @Ctx() { suspensions, loaders }: MembershipContext,
  ) {
    const result = await suspensions.reinstate(input.memberId, input.statement);
    return { ...result, member: result.case && (await loaders.memberById.clear(input.memberId).load(input.memberId)) };
  }

  @Mutation(() => AppealDecisionPayload, {
    description: 'Appeals against a decision about the caller, or against the dismissal of their report.',
  })
  appealDecision(
    @Arg('input', () => AppealDecisionInput, { description: 'Which case and why.' }) input: AppealDecisionInput,
    @Ctx() { cases }: MembershipContext,
  ) {
    return cases.appeal(input);
  }

  @Mutation(() => DecideAppealPayload, {
    description:
      'Moderators: decides an appeal. Not the moderator who made the decision. If overturned, the measure is lifted within moments.',
  })
  decideAppeal(
    @Arg('input', () => DecideAppealInput, { description: 'The decision.' }) input: DecideAppealInput,
    @Ctx() { cases }: MembershipContext,
  ) {
    return cases.decideAppeal(input);
  }
}
