import type { EventType } from '../../src/event-log/events/catalogue';

const post = {
  kind: 'ARTICLE',
  revision: 1,
  published: true,
  visibility: 'PUBLIC',
  authorId: 'member_1',
  organisationId: 'org_1',
};
const posts = [
  post,
  { ...post, revision: 2, published: false, visibility: 'MEMBERS', authorId: null, organisationId: null },
  { ...post, visibility: 'ORGANISATION' },
];

const tagged = [
  { ...post, topicSlugs: [] },
  { ...post, topicSlugs: ['mobility', 'employment'] },
];

const mentioning = { ...post, mentionedMemberIds: ['member_2'] };

const comment = { postId: 'post_1', parentId: null, authorId: 'member_1' };
const rating = { subjectId: 'org_1', raterId: 'member_1' };

const report = { caseId: 'case_1', authorId: 'member_1', reporterId: 'member_2', reason: 'SPAM', note: 'Three times.' };
const decision = {
  caseId: 'case_1',
  authorId: 'member_1',
  moderatorId: 'member_2',
  action: 'HIDE',
  liftedCaseIds: [],
  ground: 'RULES',
  rule: '3.2 Advertising',
  facts: 'The text names a shop.',
  explanation: 'Texts that sell are not allowed.',
  origin: 'REPORT',
  until: null,
  detectedAutomatically: false,
};

/**
 * Payloads as each version of each event type wrote them: they may be in a log. Never change or remove one. A version
 * that adds a field adds its samples here.
 */
export const eventSamples: Readonly<Record<EventType, Readonly<Record<number, readonly object[]>>>> = {
  PostDrafted: { 1: posts, 2: tagged, 3: [mentioning] },
  PostPublished: { 1: posts, 2: tagged, 3: [mentioning] },
  PostUpdated: { 1: posts, 2: tagged, 3: [mentioning] },
  PostUnpublished: { 1: posts, 2: tagged, 3: [mentioning] },
  PostRemoved: {
    1: [...posts, { ...post, authorId: null, published: false, wordsDeleted: true }],
    2: tagged,
    3: [{ ...post, wasPublished: false }],
    4: [{ ...mentioning, wasPublished: true }],
  },
  EventAnswered: {
    1: [
      { memberId: 'member_1', status: 'GOING', cause: 'PLACE_FREE' },
      { memberId: 'member_1', status: 'DECLINED', cause: 'MEMBER' },
    ],
  },
  WebhookDisabled: { 1: [{ memberId: 'member_1', reason: 'GONE' }] },
  EventMoved: {
    1: [{ sequence: 1, cancelled: false }],
    2: [{ sequence: 2, cancelled: true, withdrawn: false }],
  },
  EventStartsSoon: { 1: [{ startsAt: '2026-03-04T17:30:00.000Z' }] },
  ContributionAdded: {
    1: [{ challengeId: 'post_1', postId: 'post_2', memberId: null, challengeAuthorId: 'member_1' }],
  },
  ContributionRemoved: { 1: [{ challengeId: 'post_1', postId: 'post_2' }] },
  TopicDefined: { 1: [{}], 2: [{ slug: 'mobility' }] },
  MemberFollowed: { 1: [{ targetId: 'topic_1' }] },
  MemberUnfollowed: { 1: [{ targetId: 'org_1' }] },
  AccessChanged: { 1: [{}] },
  AffiliationVerified: { 1: [{ organisationId: 'org_1' }] },
  AffiliationEnded: { 1: [{ organisationId: 'org_1' }] },
  MemberErased: { 1: [{ mode: 'ANONYMISE_CONTENT' }, { mode: 'DELETE_CONTENT' }] },
  OrganisationEstablished: { 1: [{}] },
  ContentReported: { 1: [report, { ...report, authorId: null, note: null }] },
  ContentDecided: { 1: [decision, { ...decision, authorId: null, action: 'RESTORE', liftedCaseIds: ['case_2'] }] },
  RatingReported: { 1: [report] },
  RatingDecided: { 1: [{ ...decision, until: '2026-03-01T00:00:00.000Z' }] },
  MemberNamed: {
    1: [
      { handle: 'lea-marchand', name: 'Léa Marchand' },
      { handle: null, name: null },
    ],
  },
  NotificationChanged: { 1: [{ memberId: 'member_1' }] },
  MeasureLifted: { 1: [{ caseId: 'case_1' }] },
  CommentAdded: {
    1: [
      { ...comment, postAuthorId: 'member_2', parentAuthorId: null },
      { ...comment, parentId: 'comment_1', authorId: null, postAuthorId: null, parentAuthorId: 'member_3' },
    ],
    2: [{ ...comment, postAuthorId: null, parentAuthorId: null, mentionedMemberIds: ['member_2'] }],
  },
  CommentChanged: {
    1: [
      { ...comment, visible: true },
      { ...comment, authorId: null, visible: false },
    ],
    2: [{ ...comment, visible: true, mentionedMemberIds: ['member_2', 'member_3'] }],
  },
  RatingGiven: { 1: [{ ...rating, subjectAuthorId: null, visible: true }] },
  RatingChanged: {
    1: [
      { ...rating, visible: false },
      { ...rating, raterId: null, visible: true },
    ],
  },
  RatingTakenBack: {
    1: [
      { ...rating, cause: 'AUTHOR' },
      { ...rating, cause: 'AFFILIATION' },
    ],
  },
  RatingVoted: {
    1: [
      { ...rating, voterId: 'member_2', helpful: true },
      { ...rating, voterId: 'member_2', helpful: null },
    ],
  },
  RatingReplied: { 1: [{ ...rating, replierId: 'member_2', organisationId: 'org_1' }] },
  RatingSummaryChanged: { 1: [{ kind: 'ORGANISATION', count: 2, sum: 9 }] },
  FactRecorded: { 1: [{}] },
  FactRevised: { 1: [{}] },
  FactRetracted: { 1: [{}] },
  SubjectMerged: { 1: [{ survivorId: 'org_1' }] },
  SubjectUnmerged: { 1: [{}] },
  SubjectNamed: { 1: [{ names: ['Voiture&Co', 'Wimoov'] }], 2: [{ slug: 'wimoov', names: ['Wimoov'] }] },
};
