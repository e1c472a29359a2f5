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

/**
 * Payloads as each version of each event type wrote them: they may be in a log. Never change or remove one. A version
 * that adds a field adds its samples here.
 */
export const eventSamples: Readonly<Record<EventType, Readonly<Record<number, readonly object[]>>>> = {
  PostDrafted: { 1: posts },
  PostPublished: { 1: posts },
  PostUpdated: { 1: posts },
  PostUnpublished: { 1: posts },
  PostRemoved: { 1: [...posts, { ...post, authorId: null, published: false, wordsDeleted: true }] },
  TopicDefined: { 1: [{}] },
  MemberFollowed: { 1: [{ targetId: 'topic_1' }] },
  MemberUnfollowed: { 1: [{ targetId: 'org_1' }] },
  MemberErased: { 1: [{ mode: 'ANONYMISE_CONTENT' }, { mode: 'DELETE_CONTENT' }] },
  OrganisationEstablished: { 1: [{}] },
  SubjectNamed: { 1: [{ names: ['Voiture&Co', 'Wimoov'] }] },
};
