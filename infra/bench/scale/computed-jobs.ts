import type { ScaleJob } from './scale-job';

const ids = '$id: ID!, $other: ID!';
const both: ScaleJob['variables'] = ({ organisationId, otherOrganisationId }) => ({
  id: organisationId,
  other: otherOrganisationId,
});
const organisation: ScaleJob['variables'] = ({ organisationId }) => ({ id: organisationId });
const slug: ScaleJob['variables'] = ({ postSlug }) => ({ slug: postSlug });

/** Answers that are computed, and lists without pages, on what has most. Each bound is that of what the answer reads. */
export const COMPUTED_JOBS: readonly ScaleJob[] = [
  {
    name: 'related posts',
    operation: 'query ($slug: String!) { post(slug: $slug) { relatedPosts { id } } }',
    variables: slug,
    // At most 20 posts of each topic, and of each of ten mentioned things, are compared: as many at both scales.
    ...{ buffers: 1500, ratio: 1.5, milliseconds: 20 },
  },
  ...['m', 'me'].map((prefix) => ({
    name: `suggestions for a mention, ${prefix.length === 1 ? 'one letter' : 'two letters'}`,
    operation: 'query ($prefix: String!) { mentionSuggestions(prefix: $prefix) { label } }',
    variables: () => ({ prefix }),
    // At most 2,000 names are compared, in an index that has all that ranks them. At scale 1 there are fewer.
    ...{ buffers: 300, ratio: 2, milliseconds: 20 },
  })),
  {
    name: 'sources of a kind that none has',
    operation: 'query { sources(first: 20, filter: { kinds: [INTERVIEW] }) { nodes { id } } }',
    variables: () => ({}),
    ...{ buffers: 300, ratio: 1.5, milliseconds: 20 },
  },
  {
    name: 'facts of a source as of a moment',
    operation: `query ($id: ID!) {
      source(id: $id) { facts(first: 20, at: { knownAt: "2026-06-01T00:00:00Z", validAt: "2026-06-01" }) { nodes { id } } }
    }`,
    variables: ({ sourceId }) => ({ id: sourceId }),
    // Each citation of the source, with those of all versions of facts, is looked up as it was: ten times as many.
    ...{ buffers: 150_000, ratio: 11, milliseconds: 500 },
  },
  {
    name: 'duplicate candidates',
    operation: 'query { duplicates(first: 20) { nodes { score reasons { code } } totalCount } }',
    as: 'staff',
    variables: () => ({}),
    // Each candidate is scored by what both are related to, for the list and for its count. What counts depends on the caller.
    ...{ buffers: 20_000, ratio: 15, milliseconds: 200 },
  },
  {
    name: 'times of all facts',
    operation: 'query { factTimes { knownAt validAt } }',
    variables: () => ({}),
    // Every fact is read once, without an index: 0.1 pages for each.
    ...{ buffers: 20_000, ratio: 11, milliseconds: 1000 },
  },
  {
    name: 'times of the facts of an organisation',
    operation: 'query ($id: ID!) { factTimes(filter: { subjectIds: [$id] }) { knownAt validAt } }',
    variables: organisation,
    // All its facts, with their versions, are read: ten times as many.
    ...{ buffers: 6000, ratio: 11, milliseconds: 100 },
  },
  {
    name: 'progress of a programme',
    operation: 'query ($id: ID!) { node(id: $id) { ... on Programme { progress { __typename } } } }',
    variables: ({ programmeId }) => ({ id: programmeId }),
    // All its facts with a target are compared with all others of the same property.
    ...{ buffers: 8000, ratio: 20, milliseconds: 50 },
  },
  {
    name: 'comparison of two organisations',
    operation: `query (${ids}) { comparison(subjectIds: [$id, $other]) { rows { facts { id } } } }`,
    variables: both,
    // All facts of both are compared: ten times as many.
    ...{ buffers: 5000, ratio: 11, milliseconds: 200 },
  },
  {
    name: 'network of an organisation, two steps',
    operation: 'query ($id: ID!) { network(rootIds: [$id]) { nodes { __typename } edges { __typename } } }',
    variables: organisation,
    // 200 entities are returned, but all relations of those of the first step are read.
    ...{ buffers: 2000, ratio: 11, milliseconds: 100 },
  },
  {
    name: 'shortest paths between two organisations',
    operation: `query (${ids}) { shortestPaths(fromId: $id, toId: $other) { edges { __typename } } }`,
    variables: both,
    // All relations of what is on the way are read.
    ...{ buffers: 20_000, ratio: 20, milliseconds: 200 },
  },
  {
    name: 'people and participations of an organisation',
    operation: `query ($id: ID!) {
      node(id: $id) { ... on Organisation { people { __typename } participations { __typename } names { __typename } } }
    }`,
    variables: organisation,
    // Lists without pages: ten times as many rows.
    ...{ buffers: 6000, ratio: 11, milliseconds: 50 },
  },
];
