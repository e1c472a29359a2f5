import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../folders';
import { COMPUTED_JOBS } from './computed-jobs';
import type { HotSubjects } from './hot-subjects';
import type { ScaleJob } from './scale-job';

const golden = (name: string): string =>
  readFileSync(join(REPOSITORY, 'schema', 'operations', `${name}.graphql`), 'utf8');

const posts = (variable: string, filter: string, order = 'NEWEST'): string =>
  `query (${variable}) { posts(first: 20, orderBy: ${order}, filter: ${filter}) { nodes { id title summary } } }`;
const SEARCH = posts('$text: String!', '{ text: $text }', 'RELEVANCE');

/** A list whose page after a cursor is measured too. It is the only field with `pageInfo`. */
const DEEP = '$first: Int!, $after: Cursor';
const deep = (field: string, args = ''): string =>
  `${field}(first: $first, after: $after${args}) { nodes { id } pageInfo { hasNextPage endCursor } }`;
const OF_POST = (fields: string, more = ''): string =>
  `query ($slug: String!${more}) { post(slug: $slug) { ${fields} } }`;
const OF_TOPIC = (fields: string): string => `query ($slug: String!) { topic(slug: $slug) { ${fields} } }`;
const OF_ORGANISATION = (fields: string): string => `query ($id: ID!) { organisation(id: $id) { ${fields} } }`;

const FACTS = `query ($id: ID!) {
  facts(first: 20, filter: { subjectIds: [$id], measures: [ACTUAL], presences: [VALUE] }) { nodes { id measure } totalCount }
}`;

const CONNECTION = { buffers: 300, ratio: 1.5, milliseconds: 20 };
const slug = ({ postSlug }: HotSubjects) => ({ slug: postSlug });
const organisation = ({ organisationId }: HotSubjects) => ({ id: organisationId });

/** A list on its own, with the bound that holds for every connection. */
const connection = (name: string, operation: string, variables: ScaleJob['variables'] = () => ({})): ScaleJob => ({
  name,
  operation,
  variables,
  ...CONNECTION,
});

/** The first page of a list, and its page 1,000 or its last one. */
const deepConnection = (
  name: string,
  operation: string,
  variables: (hot: HotSubjects) => object = () => ({}),
  deepBound: Partial<typeof CONNECTION> = {},
): ScaleJob[] => [
  connection(name, operation, (hot) => ({ ...variables(hot), first: 20 })),
  {
    ...connection(`${name}, page 1,000 or the last`, operation, (hot) => ({ ...variables(hot), first: 20 })),
    isDeep: true,
    ...deepBound,
  },
];

export const SCALE_JOBS: readonly ScaleJob[] = [
  {
    name: 'J1 article page, hottest post',
    operation: golden('article-page'),
    variables: slug,
    // At scale 1 the planner reads small tables whole; at scale 10 it looks up each of some 100 citations, with its source and audience.
    ...{ buffers: 3000, ratio: 3, milliseconds: 40 },
  },
  {
    name: 'J2 posts of a kind and a topic',
    operation: posts('$topic: String!', '{ kinds: [ARTICLE], topicSlugs: [$topic] }'),
    variables: ({ topicSlug }) => ({ topic: topicSlug }),
    ...{ buffers: 500, ratio: 2, milliseconds: 20 },
  },
  {
    name: 'J2 posts about an organisation',
    operation: posts('$id: ID!', '{ mentionsIds: [$id] }'),
    variables: ({ mentionedId }) => ({ id: mentionedId }),
    ...{ buffers: 500, ratio: 2, milliseconds: 20 },
  },
  {
    name: 'J4 search, common word',
    operation: SEARCH,
    variables: ({ commonWord }) => ({ text: commonWord }),
    ...{ buffers: 5000, ratio: 5, milliseconds: 50 },
  },
  {
    name: 'J4 search, rare word',
    operation: SEARCH,
    variables: ({ rareWord }) => ({ text: rareWord }),
    // Ten times the posts have ten times the matches of a rare word (21 for 2 here), until there are the 250 that are ranked.
    ...{ buffers: 400, ratio: 12, milliseconds: 10 },
  },
  {
    name: 'J4 number of matches, common word',
    operation: 'query ($text: String!) { posts(first: 0, filter: { text: $text }) { totalCount } }',
    variables: ({ commonWord }) => ({ text: commonWord }),
    // All matches are counted, up to 10,001: ten times as many at scale 10.
    ...{ buffers: 3000, ratio: 10, milliseconds: 50 },
  },
  {
    name: 'J5 page of a member',
    operation: golden('member-page'),
    variables: ({ authorHandle }) => ({ handle: authorHandle }),
    ...{ buffers: 2500, ratio: 2, milliseconds: 30 },
  },
  ...(['few', 'many'] as const).map((as) => ({
    name: `J5 feed, ${as === 'few' ? 16 : 850} follows`,
    operation: golden('feed'),
    variables: () => ({}),
    as,
    ...{ buffers: 2500, ratio: 2, milliseconds: 30 },
  })),
  {
    name: 'J6 facts, three filters and count, visitor',
    operation: FACTS,
    variables: organisation,
    // All matching facts of the organisation are counted, up to 10,001: ten times as many at scale 10.
    ...{ buffers: 3000, ratio: 10, milliseconds: 40 },
  },
  {
    name: 'J6 facts, three filters and count, member',
    operation: FACTS,
    variables: organisation,
    as: 'few',
    ...{ buffers: 20_000, ratio: 10, milliseconds: 60 },
  },
  ...deepConnection('posts', `query (${DEEP}) { ${deep('posts')} }`),
  ...deepConnection('comments of a post', OF_POST(deep('comments'), `, ${DEEP}`), slug),
  connection('comments of a post, best first', OF_POST('comments(first: 20, orderBy: BEST) { nodes { id } }'), slug),
  ...deepConnection(
    'ratings of a post, newest first',
    OF_POST(deep('ratings', ', orderBy: NEWEST'), `, ${DEEP}`),
    slug,
    // Near the end of a list the planner expects one row, and looks up the subject of each: four pages more for a row.
    { ratio: 5 },
  ),
  ...['HIGHEST', 'LOWEST', 'MOST_HELPFUL'].map((order) =>
    connection(
      `ratings of a post, ${order}`,
      OF_POST(`ratings(first: 20, orderBy: ${order}) { nodes { id } totalCount }`),
      slug,
    ),
  ),
  connection(
    'reviews of a post',
    OF_POST('ratings(first: 20, filter: { hasReview: true }) { nodes { id } totalCount }'),
    slug,
  ),
  connection('posts of a topic', OF_TOPIC('posts(first: 20) { nodes { id } }'), ({ topicSlug }) => ({
    slug: topicSlug,
  })),
  connection(
    'posts about an organisation',
    OF_ORGANISATION('posts(first: 20) { nodes { id } }'),
    ({ mentionedId }) => ({
      id: mentionedId,
    }),
  ),
  ...deepConnection('members', `query (${DEEP}) { ${deep('members')} }`),
  connection('members of an organisation', OF_ORGANISATION('members(first: 20) { nodes { id } }'), organisation),
  connection('top rated', 'query { topRated(first: 20) { nodes { id } } }'),
  ...deepConnection('facts', `query (${DEEP}) { ${deep('facts')} }`),
  connection('organisations', 'query { organisations(first: 20) { nodes { id } } }'),
  connection('programmes', 'query { programmes(first: 20) { nodes { id } } }'),
  connection('sources', 'query { sources(first: 20) { nodes { id } } }'),
  ...COMPUTED_JOBS,
];
