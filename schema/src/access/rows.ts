import { entityRow, type Row } from './row';
import { MUTATION_ROWS } from './mutation-rows';
import { LETTERS } from './scenario/scenario-posts';

const { values } = Object;
const LETTER_VARIABLES = LETTERS.map((letter) => `$${letter}: ID`).join(', ');
const POSTS_IN = 'posts { nodes { id } totalCount }';
const RATED = 'ratings { nodes { id } totalCount } ratingSummary { count }';
const FACTS = 'facts { nodes { id citations { source { id post { id } } } } totalCount }';

const CONTENT: readonly Row[] = [
  {
    service: 'content',
    name: 'Query.post',
    operation: `query (${LETTER_VARIABLES}) { ${LETTERS.map((letter) => `${letter}: post(id: $${letter}) { id comments { nodes { id } } }`).join(' ')} }`,
    variables: ({ posts }) => posts,
  },
  {
    service: 'content',
    name: 'Query.posts',
    operation: '{ posts { nodes { id comments { nodes { id } } } totalCount } }',
  },
  { service: 'content', name: 'Query.feed', operation: '{ feed { nodes { id } } }' },
  { service: 'content', name: 'Query.topic', operation: `{ topic(slug: "topic") { id postCount ${POSTS_IN} } }` },
  { service: 'content', name: 'Query.topics', operation: `{ topics { id postCount ${POSTS_IN} } }` },
  entityRow('content', 'Post', 'id mentions { surface }', ({ posts }) => values(posts)),
  entityRow('content', 'Comment', 'id post { id }', ({ comments }) => values(comments)),
  entityRow('content', 'Topic', `id ${POSTS_IN}`, ({ known }) => [known.topic]),
  entityRow('content', 'EventSeries', 'id events { nodes { id } totalCount }', ({ known }) => [known.series]),
  entityRow('content', 'Member', `id ${POSTS_IN}`, ({ members }) => [members.author]),
  entityRow('content', 'Organisation', `id ${POSTS_IN}`, ({ known }) => [known.organisation]),
  entityRow('content', 'Programme', `id ${POSTS_IN}`, ({ known }) => [known.programme]),
  entityRow('content', 'Person', 'id', ({ known }) => [known.person]),
  entityRow('content', 'Partnership', `id ${POSTS_IN}`, ({ known }) => [known.partnership]),
];

const MEMBERSHIP: readonly Row[] = [
  {
    service: 'membership',
    name: 'Query.viewer',
    operation: '{ viewer { member { id } email sessions { id } apiKeys { prefix } dataExports { id } } }',
  },
  {
    service: 'membership',
    name: 'Query.member',
    operation: 'query ($id: ID!) { member(id: $id) { id handle } }',
    variables: ({ members }) => ({ id: members.member }),
  },
  { service: 'membership', name: 'Query.members', operation: '{ members { nodes { id } totalCount } }' },
  entityRow('membership', 'Member', 'id viewerFollows', ({ members }) => [members.member]),
  entityRow('membership', 'Organisation', 'id followerCount viewerFollows members { nodes { id } }', ({ known }) => [
    known.organisation,
  ]),
  entityRow('membership', 'Topic', 'id followerCount viewerFollows', ({ known }) => [known.topic]),
];

const PARTNERSHIPS: readonly Row[] = [
  { service: 'partnerships', name: 'Query.facts', operation: `{ ${FACTS} }` },
  { service: 'partnerships', name: 'Query.factProperties', operation: '{ factProperties { key } }' },
  {
    service: 'partnerships',
    name: 'Query.organisation',
    operation: `{ organisation(name: "Wizness") { id ${FACTS} } }`,
  },
  { service: 'partnerships', name: 'Query.organisations', operation: `{ organisations { nodes { id ${FACTS} } } }` },
  {
    service: 'partnerships',
    name: 'Query.programme',
    operation: 'query ($id: ID!) { programme(id: $id) { id } }',
    variables: ({ known }) => ({ id: known.programme }),
  },
  {
    service: 'partnerships',
    name: 'Query.partnership',
    operation: 'query ($id: ID!) { partnership(id: $id) { id } }',
    variables: ({ known }) => ({ id: known.partnership }),
  },
  entityRow('partnerships', 'Fact', 'id citations { source { id } }', ({ facts }) => values(facts)),
  entityRow('partnerships', 'Source', `id post { id } ${FACTS}`, ({ sources }) => values(sources)),
  entityRow('partnerships', 'Post', `id ${FACTS}`, ({ posts }) => values(posts)),
  entityRow('partnerships', 'Organisation', `id ${FACTS}`, ({ known }) => [known.organisation]),
  entityRow('partnerships', 'Member', 'id', ({ members }) => [members.member]),
  entityRow('partnerships', 'Person', 'id', ({ known }) => [known.person]),
  entityRow('partnerships', 'Programme', 'id', ({ known }) => [known.programme]),
  entityRow('partnerships', 'Partnership', 'id', ({ known }) => [known.partnership]),
];

const RATINGS: readonly Row[] = [
  {
    service: 'ratings',
    name: 'Query.topRated',
    operation: '{ topRated { nodes { id ratings { nodes { id } } } totalCount } }',
  },
  entityRow('ratings', 'Rating', 'id subject { id }', ({ ratings }) => values(ratings)),
  entityRow('ratings', 'Post', `id ${RATED}`, ({ posts }) => values(posts)),
  entityRow('ratings', 'Member', 'id ratingsGiven { nodes { id subject { id } } totalCount }', ({ members }) => [
    members.member,
  ]),
  entityRow('ratings', 'Organisation', `id ${RATED}`, ({ known }) => [known.organisation]),
  entityRow('ratings', 'Programme', `id ${RATED}`, ({ known }) => [known.programme]),
  entityRow('ratings', 'Partnership', `id ${RATED}`, ({ known }) => [known.partnership]),
];

/** Whatever can be asked of a service: every root field, and every type that it resolves by reference. */
export const ROWS: readonly Row[] = [...CONTENT, ...MEMBERSHIP, ...PARTNERSHIPS, ...RATINGS, ...MUTATION_ROWS];
