import {
  anonymous,
  type Audience,
  createLogger,
  deterministicClock,
  type ErasureMode,
  type Identity,
  type LoggedEvent,
  openDatabase,
  Visibility,
} from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { RateableKind, ratings, type RatingsContext } from '@wizness/ratings';
import type { EntityManager } from 'typeorm';

/** The columns of a summary, as stored or as recounted from the ratings. */
type Counts = Readonly<Record<string, unknown>>;

export interface OpenRatings extends OpenSubgraph<RatingsContext> {
  /** A context of the member or identity, whose clock always returns `at` if it is given. */
  as(caller: string | Identity, at?: Date): RatingsContext;
  /** Runs trusted writes in one transaction. */
  write<Result>(work: (stores: RatingsContext['stores']) => Promise<Result>): Promise<Result>;
  /** Registers a new subject and returns its id. Everyone can see it, except as `audience` states. */
  subject(kind?: RateableKind, audience?: Partial<Audience>): Promise<string>;
  /** A new member id. */
  member(): string;
  /** Rates by a trusted write, even if the member may not see the subject. Returns the id of the rating. */
  rate(memberId: string, subjectId: string, score: number): Promise<string>;
  /** The summary of a subject as stored; undefined if it has no row. */
  stored(subjectId: string): Promise<Counts | undefined>;
  /** The summary of a subject as recounted from its ratings. */
  recounted(subjectId: string): Promise<Counts | undefined>;
  /** A second connection to the database, with the role of the service. */
  admin: EntityManager;
  /** The statements on {@link admin} since the last call. */
  adminStatements(): string[];
  /** Lets the consumers of `source` handle an event, each in a transaction on {@link admin}. */
  consume(source: string, event: Pick<LoggedEvent, 'type' | 'subject' | 'payload'>): Promise<void>;
  /** Consumes the erasure of a member. */
  erase(memberId: string, mode: ErasureMode): Promise<void>;
}

const PUBLIC_AUDIENCE: Audience = {
  published: true,
  visibility: Visibility.PUBLIC,
  authorId: null,
  organisationId: null,
};

/** Id prefixes of the kinds that are not posts. */
const PREFIXES: Partial<Record<RateableKind, string>> = {
  [RateableKind.ORGANISATION]: 'org',
  [RateableKind.PROGRAMME]: 'programme',
  [RateableKind.PARTNERSHIP]: 'partnership',
};

const RECOUNT = `
  SELECT count(*)::int AS count, coalesce(sum(score), 0)::int AS sum,
    ${[1, 2, 3, 4, 5].map((score) => `count(*) FILTER (WHERE score = ${score})::int AS n${score}`).join(', ')},
    count(review_body)::int AS review_count, max(updated_at) AS last_rated_at
  FROM ratings WHERE subject_id = $1 AND status = 'VISIBLE' AND NOT taken_back`;

const STORED =
  'SELECT count, sum, n1, n2, n3, n4, n5, review_count, last_rated_at FROM rating_summaries WHERE subject_id = $1';

/** The ratings subgraph on a database of the suite's own. Call `close()` in afterAll. */
export const openRatings = async (): Promise<OpenRatings> => {
  const open = await openSubgraph(ratings);
  const statements: string[] = [];
  const admin = await openDatabase(
    {
      url: open.url,
      log: createLogger('admin', 'silent'),
      poolSize: 4,
      onStatement: (sql) => statements.push(sql),
    },
    ratings.storage,
  );
  const clock = deterministicClock('2026-02-01T00:00:00Z', 'ratings tests');
  const write: OpenRatings['write'] = (work) => open.context().inTransaction(({ stores }) => work(stores));
  const consume: OpenRatings['consume'] = async (source, change) => {
    const event = { position: 1, occurredAt: clock.now(), ...change };
    for (const consumer of ratings.consumers) {
      if (consumer.source !== source || !consumer.types.includes(event.type)) continue;
      await admin.transaction((tx) => consumer.handle(tx, [event], clock));
    }
  };
  const countsIn = async (sql: string, subjectId: string): Promise<Counts | undefined> =>
    (await admin.query<Counts[]>(sql, [subjectId]))[0];
  return {
    ...open,
    as: (caller, at) =>
      open.context({
        identity: typeof caller === 'string' ? memberIdentity(caller) : caller,
        clock: at && { ...clock, now: () => at },
      }),
    write,
    subject: async (kind = RateableKind.ARTICLE, audience = {}) => {
      const prefix = PREFIXES[kind];
      const id = clock.newId(prefix ?? 'post');
      const ofPost = prefix ? {} : { audience: { ...PUBLIC_AUDIENCE, ...audience } };
      await write(({ subjects }) => subjects.register({ id, kind, ...ofPost }));
      return id;
    },
    member: () => clock.newId('member'),
    rate: async (memberId, subjectId, score) => {
      const rating = await write((stores) => stores.ratings.rate({ memberId, subjectId, score }));
      if (!rating) throw new Error(`${subjectId} is not registered.`);
      return rating.id;
    },
    stored: (subjectId) => countsIn(STORED, subjectId),
    recounted: (subjectId) => countsIn(RECOUNT, subjectId),
    admin: admin.manager,
    adminStatements: () => statements.splice(0),
    consume,
    erase: (memberId, mode) => consume('membership', { type: 'MemberErased', subject: memberId, payload: { mode } }),
    close: async () => {
      await admin.destroy();
      await open.close();
    },
  };
};

/** Resolves `fields` of each post as the gateway does: in one `_entities` query. The viewer is anonymous by default. */
export const queryPosts = async (
  open: OpenSubgraph<RatingsContext>,
  postIds: readonly string[],
  fields: string,
  viewer: Identity | string = anonymous,
): Promise<Record<string, unknown>[]> => {
  const source = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Post { ${fields} } } }`;
  const representations = postIds.map((id) => ({ __typename: 'Post', id }));
  const { data, errors } = await open.query(
    source,
    { representations },
    typeof viewer === 'string' ? memberIdentity(viewer) : viewer,
  );
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data?.['_entities'] as Record<string, unknown>[];
};
