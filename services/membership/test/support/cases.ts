import type { ConsumedEvent, EventSources, Identity, LoggedEvent } from '@wizness/kernel';
import type { MembershipHarness } from './membership-harness';

/** Reasons that are complete. */
export const STATEMENT = {
  rule: '3.2 Advertising',
  facts: 'The text names a shop.',
  explanation: 'Texts that sell are not allowed.',
};

const MUTATIONS = {
  flagMember: 'FlagMemberInput!',
  reportContent: 'ReportContentInput!',
  suspendMember: 'SuspendMemberInput!',
  reinstateMember: 'ReinstateMemberInput!',
  appealDecision: 'AppealDecisionInput!',
  decideAppeal: 'DecideAppealInput!',
} as const;

/** The fields of a case that tests read. */
export const CASE = `id status flagCount flags { note member { id } reporterName } member { id } target { __typename }
  statement { action ground rule facts explanation origin until detectedAutomatically decidedAutomatically decidedAt appealUntil moderator { id } }
  appeal { text overturned reason } log { action message(lang: "en") }`;

export type Member = Identity & { readonly memberId: string };

/** The mutations of moderation, and a case as a caller sees it. */
export const askAboutCases = (harness: MembershipHarness) => {
  const mutate = async (name: keyof typeof MUTATIONS, input: object, identity?: Identity) => {
    const result = name === 'flagMember' || name === 'reportContent' ? '' : `case { ${CASE} }`;
    const source = `mutation ($input: ${MUTATIONS[name]}) { payload: ${name}(input: $input) { ${result} userErrors { code field } } }`;
    const { data, errors } = await harness.query(source, { input }, identity);
    return errors
      ? { error: errors[0]?.extensions['code'] }
      : (data?.['payload'] as { userErrors: unknown[]; case?: Record<string, unknown> });
  };
  const caseOf = async (id: string, identity?: Identity) => {
    const { data } = await harness.query(`query ($id: ID!) { moderationCase(id: $id) { ${CASE} } }`, { id }, identity);
    return data?.['moderationCase'] as Record<string, unknown> | null;
  };
  return { mutate, caseOf };
};

interface Parties {
  readonly author: Member;
  readonly moderator: Member;
  readonly postId: string;
}

/** Events of content about reports and decisions, which membership files as cases. */
export const fileCases = (harness: MembershipHarness) => {
  const log: LoggedEvent[] = [];
  const nothing = { read: async () => [] };
  const sources: EventSources = {
    content: { read: async (after: number) => log.filter((event) => event.position > after) },
    ratings: nothing,
    partnerships: nothing,
  };
  const deliver = async (type: ConsumedEvent['type'], subject: string, payload: Record<string, unknown>) => {
    const event = { position: log.length + 1, type, subject, payload, occurredAt: harness.clock.now() };
    log.push(event as unknown as LoggedEvent);
    await harness.running.catchUp(sources, harness.clock);
  };
  return {
    report: (
      { author, postId }: Parties,
      { caseId, by, note = null }: { readonly caseId: string; readonly by: Member; readonly note?: string | null },
    ) =>
      deliver('ContentReported', postId, {
        ...{ caseId, authorId: author.memberId, reporterId: by.memberId, reason: 'SPAM', note },
      }),
    decide: (
      { author, moderator, postId }: Parties,
      {
        caseId,
        action = 'HIDE',
        more = {},
      }: { readonly caseId: string; readonly action?: string; readonly more?: object },
    ) =>
      deliver('ContentDecided', postId, {
        ...STATEMENT,
        ...{ caseId, authorId: author.memberId, moderatorId: moderator.memberId, action, liftedCaseIds: [] },
        ...{ ground: 'RULES', origin: 'REPORT', until: null, detectedAutomatically: false },
        ...more,
      }),
  };
};
