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

/**
 * Payloads as each version of each event type wrote them: they may be in a log. Never change or remove one. A version
 * that adds a field adds its samples here.
 */
export const eventSamples: Readonly<Record<EventType, Readonly<Record<number, readonly object[]>>>> = {
  PostDrafted: { 1: posts, 2: tagged },
  PostPublished: { 1: posts, 2: tagged },
  PostUpdated: { 1: posts, 2: tagged },
  PostUnpublished: { 1: posts, 2: tagged },
  PostRemoved: { 1: [...posts, { ...post, authorId: null, published: false, wordsDeleted: true }], 2: tagged },
  TopicDefined: { 1: [{}], 2: [{ slug: 'mobility' }] },
  MemberFollowed: { 1: [{ targetId: 'topic_1' }] },
  MemberUnfollowed: { 1: [{ targetId: 'org_1' }] },
  AffiliationVerified: { 1: [{ organisationId: 'org_1' }] },
  AffiliationEnded: { 1: [{ organisationId: 'org_1' }] },
  MemberErased: { 1: [{ mode: 'ANONYMISE_CONTENT' }, { mode: 'DELETE_CONTENT' }] },
  OrganisationEstablished: { 1: [{}] },
  SubjectNamed: { 1: [{ names: ['Voiture&Co', 'Wimoov'] }] },
};
