import { entityRow, type Row } from './row';
import { MUTATION_ROWS } from './mutation-rows';
import { POST_NAMES } from './scenario/posts';

const { values } = Object;
const POST_VARIABLES = POST_NAMES.map((name) => `$${name}: ID`).join(', ');
const KNOWN_POST_VARIABLES = POST_NAMES.map((name) => `$${name}: ID!`).join(', ');
const POSTS_FIELD = 'posts { nodes { id } totalCount }';
const RATING_FIELDS = 'ratings { nodes { id } totalCount } ratingSummary { count }';
const FACTS_FIELD = 'facts { nodes { id citations { source { id post { id } } } } totalCount }';

const CONTENT: readonly Row[] = [
  {
    service: 'content',
    name: 'Query.post',
    operation: `query (${POST_VARIABLES}) { ${POST_NAMES.map((name) => `${name}: post(id: $${name}) { id comments { nodes { id } } }`).join(' ')} }`,
    variables: ({ posts }) => posts,
  },
  {
    service: 'content',
    name: 'Query.posts',
    operation: '{ posts { nodes { id comments { nodes { id } } } totalCount } }',
  },
  { service: 'content', name: 'Query.postEvents', operation: '{ postEvents { nodes { postId post { id } } } }' },
  { service: 'content', name: 'Query.webhooks', operation: '{ webhooks { id } }' },
  {
    service: 'content',
    name: 'Query.commentEvents',
    operation: `query (${KNOWN_POST_VARIABLES}) { ${POST_NAMES.map((name) => `${name}: commentEvents(postId: $${name}) { nodes { comment { id } } }`).join(' ')} }`,
    variables: ({ posts }) => posts,
  },
  { service: 'content', name: 'Query.feed', operation: '{ feed { nodes { id } } }' },
  { service: 'content', name: 'Query.topic', operation: `{ topic(slug: "topic") { id postCount ${POSTS_FIELD} } }` },
  { service: 'content', name: 'Query.topics', operation: `{ topics { nodes { id postCount ${POSTS_FIELD} } } }` },
  {
    service: 'content',
    name: 'Query.mentionSuggestions',
    operation: '{ mentionSuggestions(prefix: "a") { insert } }',
  },
  {
    service: 'content',
    name: 'Query.eventSeries',
    operation: '{ eventSeries { nodes { id events { nodes { id } } } } }',
  },
  entityRow('content', 'Post', 'id mentions { surface }', ({ posts }) => values(posts)),
  entityRow('content', 'Comment', 'id post { id }', ({ comments }) => values(comments)),
  entityRow('content', 'Topic', `id ${POSTS_FIELD}`, ({ entities }) => [entities.topic]),
  entityRow('content', 'EventSeries', 'id events { nodes { id } totalCount }', ({ entities }) => [entities.series]),
  entityRow('content', 'Member', `id ${POSTS_FIELD}`, ({ members }) => [members.author]),
  entityRow('content', 'Organisation', `id ${POSTS_FIELD}`, ({ entities }) => [entities.organisation]),
  entityRow('content', 'Programme', `id ${POSTS_FIELD}`, ({ entities }) => [entities.programme]),
  entityRow('content', 'Person', `id ${POSTS_FIELD}`, ({ entities }) => [entities.person]),
  entityRow('content', 'Partnership', `id ${POSTS_FIELD}`, ({ entities }) => [entities.partnership]),
];

const MEMBERSHIP: readonly Row[] = [
  {
    service: 'membership',
    name: 'Query.viewer',
    operation:
      '{ viewer { member { id } email sessions { id } apiKeys { prefix } dataExports { id } notificationSettings { weeklyDigest } } }',
  },
  {
    service: 'membership',
    name: 'Query.member',
    operation: 'query ($id: ID!) { member(id: $id) { id handle } }',
    variables: ({ members }) => ({ id: members.member }),
  },
  {
    service: 'membership',
    name: 'Query.notificationEvents',
    operation: '{ notificationEvents { nodes { notification { id } } } }',
  },
  { service: 'membership', name: 'Query.moderationCases', operation: '{ moderationCases { nodes { id } } }' },
  {
    service: 'membership',
    name: 'Query.moderationCase',
    operation: '{ moderationCase(id: "case_none") { id } }',
  },
  {
    service: 'membership',
    name: 'Query.moderationCounts',
    operation: '{ moderationCounts(year: 2026, month: 3) { action } }',
  },
  { service: 'membership', name: 'Query.members', operation: '{ members { nodes { id } totalCount } }' },
  entityRow('membership', 'Member', 'id viewerFollows', ({ members }) => [members.member]),
  entityRow('membership', 'Organisation', 'id followerCount viewerFollows members { nodes { id } }', ({ entities }) => [
    entities.organisation,
  ]),
  entityRow('membership', 'Topic', 'id followerCount viewerFollows', ({ entities }) => [entities.topic]),
  entityRow('membership', 'Post', 'id', ({ posts }) => values(posts)),
  entityRow('membership', 'Comment', 'id', ({ comments }) => values(comments)),
  entityRow('membership', 'Rating', 'id', ({ ratings }) => values(ratings)),
];

const PARTNERSHIPS: readonly Row[] = [
  { service: 'partnerships', name: 'Query.facts', operation: `{ ${FACTS_FIELD} }` },
  {
    service: 'partnerships',
    name: 'Query.fact',
    operation: 'query ($id: ID!) { fact(id: $id) { id } }',
    variables: ({ facts }) => ({ id: facts.public }),
  },
  { service: 'partnerships', name: 'Query.factEvents', operation: '{ factEvents { nodes { fact { id } } } }' },
  { service: 'partnerships', name: 'Query.factTimes', operation: '{ factTimes { knownAt } }' },
  { service: 'partnerships', name: 'Query.export', operation: '{ export(id: "export_none") { id } }' },
  {
    service: 'partnerships',
    name: 'Query.factFacets',
    operation: '{ factFacets(by: [STATUS, SOURCE]) { values { value count } } }',
  },
  {
    service: 'partnerships',
    name: 'Query.factGroups',
    operation:
      '{ factGroups(by: [SUBJECT]) { nodes { count exclusions { reason facts { nodes { id } } } } totalCount } }',
  },
  {
    service: 'partnerships',
    name: 'Query.network',
    operation:
      'query ($ids: [ID!]!) { network(rootIds: $ids) { nodes { entity { id } degree } edges { fact { id } } } }',
    variables: ({ entities }) => ({ ids: [entities.organisation] }),
  },
  {
    service: 'partnerships',
    name: 'Query.shortestPaths',
    operation: 'query ($a: ID!, $b: ID!) { shortestPaths(fromId: $a, toId: $b) { edges { fact { id } } } }',
    variables: ({ entities }) => ({ a: entities.organisation, b: entities.programme }),
  },
  {
    service: 'partnerships',
    name: 'Query.timeline',
    operation: 'query ($id: ID!) { timeline(subjectId: $id) { nodes { fact { id } } totalCount } }',
    variables: ({ entities }) => ({ id: entities.programme }),
  },
  {
    service: 'partnerships',
    name: 'Query.contradictions',
    operation: '{ contradictions { nodes { facts { id } } totalCount } }',
  },
  { service: 'partnerships', name: 'Query.duplicates', operation: '{ duplicates { nodes { score } } }' },
  {
    service: 'partnerships',
    name: 'Query.comparison',
    operation: 'query ($ids: [ID!]!) { comparison(subjectIds: $ids) { rows { facts { id } } } }',
    variables: ({ entities }) => ({ ids: [entities.organisation, entities.programme] }),
  },
  {
    service: 'partnerships',
    name: 'Query.targetProgress',
    operation: '{ targetProgress { nodes { target { id } actual { id } } totalCount } }',
  },
  {
    service: 'partnerships',
    name: 'Query.source',
    operation: 'query ($id: ID!) { source(id: $id) { id text } }',
    variables: ({ sources }) => ({ id: sources.public }),
  },
  { service: 'partnerships', name: 'Query.sources', operation: '{ sources { nodes { id text } totalCount } }' },
  { service: 'partnerships', name: 'Query.properties', operation: '{ properties { nodes { key } } }' },
  { service: 'partnerships', name: 'Query.units', operation: '{ units { nodes { code } } }' },
  { service: 'partnerships', name: 'Query.enumLabels', operation: '{ enumLabels(names: ["Role"]) { name } }' },
  { service: 'partnerships', name: 'Query.persons', operation: '{ persons { nodes { id } } }' },
  { service: 'partnerships', name: 'Query.programmes', operation: '{ programmes { nodes { id } } }' },
  { service: 'partnerships', name: 'Query.partnerships', operation: '{ partnerships { nodes { id } } }' },
  {
    service: 'partnerships',
    name: 'Query.person',
    operation: 'query ($id: ID!) { person(id: $id) { id } }',
    variables: ({ entities }) => ({ id: entities.person }),
  },
  {
    service: 'partnerships',
    name: 'Query.node',
    operation: 'query ($id: ID!) { node(id: $id) { id } }',
    variables: ({ entities }) => ({ id: entities.programme }),
  },
  {
    service: 'partnerships',
    name: 'Query.nodes',
    operation: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: ({ facts }) => ({ ids: values(facts) }),
  },
  {
    service: 'partnerships',
    name: 'Query.organisation',
    operation: `{ organisation(name: "Wizness") { id ${FACTS_FIELD} } }`,
  },
  {
    service: 'partnerships',
    name: 'Query.organisations',
    operation: `{ organisations { nodes { id ${FACTS_FIELD} } } }`,
  },
  {
    service: 'partnerships',
    name: 'Query.programme',
    operation: 'query ($id: ID!) { programme(id: $id) { id } }',
    variables: ({ entities }) => ({ id: entities.programme }),
  },
  {
    service: 'partnerships',
    name: 'Query.partnership',
    operation: 'query ($id: ID!) { partnership(id: $id) { id } }',
    variables: ({ entities }) => ({ id: entities.partnership }),
  },
  entityRow('partnerships', 'Fact', 'id citations { source { id } }', ({ facts }) => values(facts)),
  entityRow('partnerships', 'Source', `id post { id } ${FACTS_FIELD}`, ({ sources }) => values(sources)),
  entityRow('partnerships', 'Post', `id ${FACTS_FIELD}`, ({ posts }) => values(posts)),
  entityRow('partnerships', 'Organisation', `id ${FACTS_FIELD}`, ({ entities }) => [entities.organisation]),
  entityRow('partnerships', 'Member', 'id', ({ members }) => [members.member]),
  entityRow('partnerships', 'Topic', 'id', ({ entities }) => [entities.topic]),
  entityRow('partnerships', 'Comment', 'id', () => ['comment_none']),
  entityRow('partnerships', 'EventSeries', 'id', () => ['series_none']),
  entityRow('partnerships', 'Rating', 'id', ({ ratings }) => values(ratings)),
  entityRow('partnerships', 'Person', 'id', ({ entities }) => [entities.person]),
  entityRow('partnerships', 'Programme', 'id', ({ entities }) => [entities.programme]),
  entityRow('partnerships', 'Partnership', 'id', ({ entities }) => [entities.partnership]),
];

const RATINGS: readonly Row[] = [
  {
    service: 'ratings',
    name: 'Query.topRated',
    operation: '{ topRated { nodes { id ratings { nodes { id } } } totalCount } }',
  },
  {
    service: 'ratings',
    name: 'Query.ratingSummaryEvents',
    operation: `query (${KNOWN_POST_VARIABLES}) { ${POST_NAMES.map((name) => `${name}: ratingSummaryEvents(subjectId: $${name}) { nodes { subject { id } } }`).join(' ')} }`,
    variables: ({ posts }) => posts,
  },
  entityRow('ratings', 'Rating', 'id subject { id }', ({ ratings }) => values(ratings)),
  entityRow('ratings', 'Post', `id ${RATING_FIELDS}`, ({ posts }) => values(posts)),
  entityRow('ratings', 'Member', 'id ratingsGiven { nodes { id subject { id } } totalCount }', ({ members }) => [
    members.member,
  ]),
  entityRow('ratings', 'Organisation', `id ${RATING_FIELDS}`, ({ entities }) => [entities.organisation]),
  entityRow('ratings', 'Programme', `id ${RATING_FIELDS}`, ({ entities }) => [entities.programme]),
  entityRow('ratings', 'Partnership', `id ${RATING_FIELDS}`, ({ entities }) => [entities.partnership]),
];

/** Every root field of every service, and every type that a service resolves by reference. */
export const ROWS: readonly Row[] = [...CONTENT, ...MEMBERSHIP, ...PARTNERSHIPS, ...RATINGS, ...MUTATION_ROWS];
