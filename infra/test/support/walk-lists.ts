import type { SlowAnswers } from './slow-answers';
import type { HotSubjects } from '../../bench/scale/hot-subjects';
import type { RecordedGraph } from '../../bench/scale/recorded-graph';

/** A list of the graph, and the ids that it has by its definition. */
export interface WalkedList {
  readonly name: string;
  /** With the variables `$first`, `$after` and `$id`. */
  readonly field: string;
  readonly id?: string;
  readonly expected: (answers: SlowAnswers) => string[];
}

const page = (list: string, args = ''): string =>
  `${list}(first: $first, after: $after${args}) { nodes { id } pageInfo { hasNextPage endCursor } totalCount }`;
const below = (type: string, list: string): string => `node(id: $id) { ... on ${type} { ${list} } }`;

/** Lists of posts, and of what depends on who may see a post, on what has most items. `topic` and `author` are ids. */
export const listsOf = (
  { postId, mentionedId, organisationId }: HotSubjects,
  topic: string,
  author: string,
): WalkedList[] => [
  { name: 'posts', field: page('posts'), expected: ({ posts }) => posts() },
  { name: 'oldest posts', field: page('posts', ', orderBy: OLDEST'), expected: (slow) => slow.oldestPosts() },
  {
    name: 'discussed posts',
    field: page('posts', ', orderBy: MOST_COMMENTED'),
    expected: (slow) => slow.mostCommentedPosts(),
  },
  { name: 'articles', field: page('posts', ', filter: { kinds: [ARTICLE] }'), expected: (slow) => slow.articles() },
  {
    name: 'posts of a topic',
    field: below('Topic', page('posts')),
    id: topic,
    expected: (slow) => slow.postsOfTopic(topic),
  },
  {
    name: 'posts about an organisation',
    field: below('Organisation', page('posts')),
    id: mentionedId,
    expected: (slow) => slow.postsAbout(mentionedId),
  },
  {
    name: 'posts by a member',
    field: below('Member', page('posts')),
    id: author,
    expected: (slow) => slow.postsBy(author),
  },
  { name: 'feed', field: page('feed'), expected: ({ feed }) => feed() },
  {
    name: 'comments',
    field: below('Post', page('comments', ', orderBy: BEST')),
    id: postId,
    expected: (slow) => slow.commentsOf(postId),
  },
  {
    name: 'ratings',
    field: below('Post', page('ratings', ', orderBy: HIGHEST')),
    id: postId,
    expected: (slow) => slow.ratingsOf(postId),
  },
  { name: 'facts', field: page('facts'), expected: ({ facts }) => facts() },
  {
    name: 'facts about an organisation',
    field: below('Organisation', page('facts')),
    id: organisationId,
    expected: (slow) => slow.factsAbout(organisationId),
  },
  {
    name: 'facts of a post',
    field: below('Post', page('facts')),
    id: postId,
    expected: (slow) => slow.factsOfPost(postId),
  },
];

/** The list of callers who are members. */
export const OF_MEMBERS: WalkedList = {
  name: 'notifications',
  field: `viewer { ${page('notifications')} }`,
  expected: (slow) => slow.notifications(),
};

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number | null;
}

/** The page in a response; null if what the list belongs to is not visible. */
const pageIn = (value: unknown): Page | null => {
  if (value === null || typeof value !== 'object') return null;
  return 'nodes' in value ? (value as Page) : pageIn(Object.values(value)[0]);
};

/** What a caller finds who reads a list page by page. */
export interface Walk {
  readonly ids: readonly string[];
  readonly counts: readonly (number | null)[];
}

/** Reads a list page by page, with the count of each page: 0 where what the list belongs to is not visible. */
export const walk = async (
  { ask }: RecordedGraph,
  { field, id }: WalkedList,
  size: number,
  key?: string,
): Promise<Walk> => {
  const variables = id === undefined ? '' : ', $id: ID!';
  const operation = `query ($first: Int, $after: Cursor${variables}) { ${field} }`;
  const [ids, counts]: [string[], (number | null)[]] = [[], []];
  for (let after: string | null = null, hasMore = true; hasMore; ) {
    const found = pageIn((await ask(operation, { first: size, after, id }, key)).data);
    ids.push(...(found?.nodes ?? []).map((node) => node.id));
    counts.push(found?.totalCount ?? 0);
    [after, hasMore] = [found?.pageInfo.endCursor ?? null, found?.pageInfo.hasNextPage ?? false];
  }
  return { ids, counts };
};
