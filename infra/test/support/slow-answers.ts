import { connectClient } from '@wizness/kernel';

// The answers of lists by their definitions: all rows are read, and filtered and sorted one by one.

/** A caller as content knows them. */
export interface Viewer {
  /** Null for a visitor. */
  readonly memberId: string | null;
  /** The organisation that has confirmed that the member works for it. */
  readonly organisationId: string | null;
  readonly isEditor: boolean;
}

/** The columns of a post that decide who reads it. */
interface AudienceRow {
  readonly id: string;
  readonly state: string;
  readonly moderation: string;
  readonly visibility: string;
  readonly author_id: string | null;
  readonly written_for_id: string | null;
}

export interface PostRow extends AudienceRow {
  readonly kind: string;
  readonly sorted_at: string;
  readonly comment_count: number;
}

const SQL = {
  posts: `SELECT id, kind, state, moderation, visibility, author_id, written_for_id, comment_count,
    CAST(coalesce(published_at, updated_at) AS text) AS sorted_at FROM content.posts`,
  taggings: 'SELECT post_id, topic_id FROM content.taggings',
  mentions: 'SELECT DISTINCT post_id, target_id FROM content.mentions',
  follows: 'SELECT member_id, target_id FROM membership.follows',
  comments: `SELECT id, post_id, reactor_count, CAST(created_at AS text) AS created_at FROM content.comments
    WHERE parent_id IS NULL AND ((NOT deleted AND moderation = 'VISIBLE') OR descendant_count > 0)`,
  ratings: `SELECT id, subject_id, score, CAST(created_at AS text) AS created_at FROM ratings.ratings
    WHERE status = 'VISIBLE' AND NOT taken_back`,
  facts: `SELECT id, subject_id, property_key, array_position(enum_range(NULL::partnerships.fact_measure), measure) AS measure
    FROM partnerships.facts WHERE known_to = 'infinity' AND status <> 'RETRACTED'`,
  citations: `SELECT fact_id, source_id, source.post_id, reported_source_id FROM partnerships.citations citation
    JOIN partnerships.sources source ON source.id = citation.source_id`,
  notifications: `SELECT id, member_id, post_id, CAST(occurred_at AS text) AS occurred_at FROM membership.notifications WHERE in_app`,
} as const;

interface Rows {
  readonly posts: PostRow;
  readonly taggings: { readonly post_id: string; readonly topic_id: string };
  readonly mentions: { readonly post_id: string; readonly target_id: string };
  readonly follows: { readonly member_id: string; readonly target_id: string };
  readonly comments: { id: string; post_id: string; reactor_count: number; created_at: string };
  readonly ratings: { id: string; subject_id: string; score: number; created_at: string };
  readonly facts: { id: string; subject_id: string; property_key: string; measure: number };
  readonly citations: {
    fact_id: string | null;
    source_id: string;
    post_id: string | null;
    reported_source_id: string | null;
  };
  readonly notifications: { id: string; member_id: string; post_id: string | null; occurred_at: string };
}

/** All rows that the lists are made of. */
export type AllRows = { readonly [Table in keyof Rows]: readonly Rows[Table][] };

/** Reads all rows, from the tables of the services that own them. */
export const readAllRows = async (databaseUrl: string): Promise<AllRows> => {
  const client = await connectClient(databaseUrl);
  try {
    await client.query(`SET timezone TO 'UTC'`);
    const read: [string, unknown[]][] = [];
    for (const [table, sql] of Object.entries(SQL)) read.push([table, (await client.query(sql)).rows]);
    return Object.fromEntries(read) as unknown as AllRows;
  } finally {
    await client.end();
  }
};

export const isPublished = ({ state, moderation }: AudienceRow): boolean =>
  state === 'PUBLISHED' && moderation === 'VISIBLE';

const mayRead = ({ memberId, organisationId, isEditor }: Viewer, post: AudienceRow): boolean => {
  if (isEditor) return true;
  if (memberId !== null && post.author_id === memberId) return true;
  if (!isPublished(post)) return false;
  if (post.visibility === 'PUBLIC') return true;
  if (post.visibility === 'MEMBERS') return memberId !== null;
  return organisationId !== null && post.written_for_id === organisationId;
};

type Key = string | number;

/** Ids in the order of their keys, which are compared one after the other; `direction` -1 puts the greatest first. */
const sorted = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  direction: 1 | -1,
  keysOf: (row: Row) => readonly Key[],
): string[] => {
  const compare = (one: Row, other: Row): number => {
    const [left, right] = [keysOf(one), keysOf(other)];
    for (const [index, key] of left.entries()) {
      const against = right[index] ?? '';
      if (key !== against) return (key < against ? -1 : 1) * direction;
    }
    return 0;
  };
  return rows.toSorted(compare).map(({ id }) => id);
};

/** The lists of a viewer in a state of all rows, as ids in order. */
export const slowAnswers = (rows: AllRows, viewer: Viewer) => {
  const posts = rows.posts.filter((post) => mayRead(viewer, post));
  const readable = new Set(posts.map(({ id }) => id));
  const followed = new Set(
    rows.follows.flatMap((follow) => (follow.member_id === viewer.memberId ? [follow.target_id] : [])),
  );
  const linked = (links: readonly { post_id: string }[]): PostRow[] => {
    const ids = new Set(links.map(({ post_id }) => post_id));
    return posts.filter(({ id }) => ids.has(id));
  };
  const newest = (some: readonly PostRow[]) => sorted(some, -1, ({ sorted_at, id }) => [sorted_at, id]);
  const followedPosts = new Set([
    ...rows.taggings.flatMap(({ post_id, topic_id }) => (followed.has(topic_id) ? [post_id] : [])),
    ...rows.mentions.flatMap(({ post_id, target_id }) =>
      target_id.startsWith('org_') && followed.has(target_id) ? [post_id] : [],
    ),
    ...posts.flatMap(({ id, author_id, written_for_id }) =>
      followed.has(author_id ?? '') || followed.has(written_for_id ?? '') ? [id] : [],
    ),
  ]);
  /** What the sources that the viewer may read state. */
  const citations = rows.citations.filter(({ post_id }) => post_id === null || readable.has(post_id));
  const cited = new Set(rows.citations.map(({ fact_id }) => fact_id));
  const stated = new Set(citations.map(({ fact_id }) => fact_id));
  const facts = rows.facts.filter(({ id }) => stated.has(id) || !cited.has(id));
  const bySubject = (some: AllRows['facts']) =>
    sorted(some, 1, ({ subject_id, property_key, measure, id }) => [subject_id, property_key, measure, id]);
  const ofPost = (postId: string, ids: () => string[]): string[] => (readable.has(postId) ? ids() : []);
  return {
    posts: () => newest(posts),
    oldestPosts: () => sorted(posts, 1, ({ sorted_at, id }) => [sorted_at, id]),
    mostCommentedPosts: () => sorted(posts, -1, ({ comment_count, id }) => [comment_count, id]),
    articles: () => newest(posts.filter(({ kind }) => kind === 'ARTICLE')),
    postsOfTopic: (topicId: string) => newest(linked(rows.taggings.filter(({ topic_id }) => topic_id === topicId))),
    postsAbout: (targetId: string) => newest(linked(rows.mentions.filter(({ target_id }) => target_id === targetId))),
    postsBy: (authorId: string) => newest(posts.filter(({ author_id }) => author_id === authorId)),
    feed: () =>
      sorted(posts.filter(isPublished), -1, ({ sorted_at, id }) => [followedPosts.has(id) ? 1 : 0, sorted_at, id]),
    commentsOf: (postId: string) =>
      ofPost(postId, () => {
        const comments = rows.comments.filter(({ post_id }) => post_id === postId);
        return sorted(comments, -1, ({ reactor_count, created_at, id }) => [reactor_count, created_at, id]);
      }),
    ratingsOf: (postId: string) =>
      ofPost(postId, () => {
        const ratings = rows.ratings.filter(({ subject_id }) => subject_id === postId);
        return sorted(ratings, -1, ({ score, created_at, id }) => [score, created_at, id]);
      }),
    facts: () => bySubject(facts),
    factsAbout: (subjectId: string) => bySubject(facts.filter(({ subject_id }) => subject_id === subjectId)),
    factsOfPost: (postId: string) =>
      ofPost(postId, () => {
        const ids = new Set(citations.flatMap(({ post_id, fact_id }) => (post_id === postId ? [fact_id] : [])));
        return bySubject(facts.filter(({ id }) => ids.has(id)));
      }),
    notifications: () => {
      const own = rows.notifications.filter(
        ({ member_id, post_id }) => member_id === viewer.memberId && (post_id === null || readable.has(post_id)),
      );
      return sorted(own, -1, ({ occurred_at, id }) => [occurred_at, id]);
    },
  };
};

export type SlowAnswers = ReturnType<typeof slowAnswers>;

/** The rows as they were if these posts were published for everybody, or for nobody but their authors. */
export const withPosts = (rows: AllRows, ids: ReadonlySet<string>, shown: boolean): AllRows => {
  const audience = shown
    ? { state: 'PUBLISHED', moderation: 'VISIBLE', visibility: 'PUBLIC' }
    : { moderation: 'HIDDEN' };
  return { ...rows, posts: rows.posts.map((post) => (ids.has(post.id) ? { ...post, ...audience } : post)) };
};
