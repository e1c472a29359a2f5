import {
  anonymous,
  type Audience,
  createLogger,
  type ErasureMode,
  type Identity,
  type LoggedEvent,
  openDatabase,
  deterministicClock,
  Visibility,
} from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { RateableKind, ratings, type RatingsContext } from '@wizness/ratings';
import type { EntityManager } from 'typeorm';

/** A summary as its row has it, or as a recount of the ratings gives it. */
export type Figures = Readonly<Record<string, unknown>>;

export interface Community extends OpenSubgraph<RatingsContext> {
  /** Registers a new subject and answers its id; everybody sees it unless `audience` tells otherwise. */
  subject(kind?: RateableKind, audience?: Partial<Audience>): Promise<string>;
  member(): string;
  /** Rates and answers the rating's id; throws where that is refused. */
  rate(memberId: string, subjectId: string, score: number): Promise<string>;
  stored(subjectId: string): Promise<Figures | undefined>;
  recounted(subjectId: string): Promise<Figures | undefined>;
  /** Looks behind the subgraph, as its own role. */
  behind: EntityManager;
  /** Statements made from behind since the last call. */
  statementsBehind(): string[];
  /** Lets the consumers handle what another service tells, each in its transaction. */
  tell(source: string, event: Pick<LoggedEvent, 'type' | 'subject' | 'payload'>): Promise<void>;
  erase(memberId: string, mode: ErasureMode): Promise<void>;
}

const FOR_EVERYBODY: Audience = {
  published: true,
  visibility: Visibility.PUBLIC,
  authorId: null,
  organisationId: null,
};

const PREFIXES: Partial<Record<RateableKind, string>> = {
  [RateableKind.ORGANISATION]: 'org',
  [RateableKind.PROGRAMME]: 'programme',
  [RateableKind.PARTNERSHIP]: 'partnership',
};

const RECOUNT = `
  SELECT count(*)::int AS count, coalesce(sum(score), 0)::int AS sum,
    ${[1, 2, 3, 4, 5].map((score) => `count(*) FILTER (WHERE score = ${score})::int AS n${score}`).join(', ')},
    count(review_body)::int AS review_count, max(updated_at) AS last_rated_at
  FROM ratings WHERE subject_id = $1 AND status = 'VISIBLE'`;

const STORED =
  'SELECT count, sum, n1, n2, n3, n4, n5, review_count, last_rated_at FROM rating_summaries WHERE subject_id = $1';

/** An open ratings subgraph with what a test needs to fill it and to look behind it. */
export const openCommunity = async (): Promise<Community> => {
  const open = await openSubgraph(ratings);
  const statements: string[] = [];
  const behind = await openDatabase(
    {
      url: open.url,
      log: createLogger('behind', 'silent'),
      poolSize: 4,
      onStatement: (sql) => statements.push(sql),
    },
    ratings.storage,
  );
  const clock = deterministicClock('2026-02-01T00:00:00Z', 'community');
  const tell: Community['tell'] = async (source, told) => {
    const event = { position: 1, occurredAt: clock.now(), ...told };
    for (const consumer of ratings.consumers) {
      if (consumer.source !== source || !consumer.types?.includes(event.type)) continue;
      await behind.transaction((tx) => consumer.handle(tx, event, clock));
    }
  };
  const row = async (sql: string, subjectId: string): Promise<Figures | undefined> =>
    (await behind.query<Figures[]>(sql, [subjectId]))[0];
  return {
    ...open,
    subject: async (kind = RateableKind.ARTICLE, audience = {}) => {
      const prefix = PREFIXES[kind];
      const id = clock.newId(prefix ?? 'post');
      const forWhom = prefix ? {} : { audience: { ...FOR_EVERYBODY, ...audience } };
      await open.context().subjects.register({ id, kind, ...forWhom });
      return id;
    },
    member: () => clock.newId('member'),
    rate: async (memberId, subjectId, score) => {
      const { rating, userErrors } = await open.context().ratings.rate({ memberId, subjectId, score });
      if (!rating) throw new Error(JSON.stringify(userErrors));
      return rating.id;
    },
    stored: (subjectId) => row(STORED, subjectId),
    recounted: (subjectId) => row(RECOUNT, subjectId),
    behind: behind.manager,
    statementsBehind: () => statements.splice(0),
    tell,
    erase: (memberId, mode) => tell('membership', { type: 'MemberErased', subject: memberId, payload: { mode } }),
    close: async () => {
      await behind.destroy();
      await open.close();
    },
  };
};

/** Runs `fields` on each of the posts as the gateway would: one `_entities` for all. A visitor asks unless told. */
export const askSubjects = async (
  open: OpenSubgraph<RatingsContext>,
  subjectIds: readonly string[],
  fields: string,
  asking: Identity | string = anonymous,
): Promise<Record<string, unknown>[]> => {
  const source = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Post { ${fields} } } }`;
  const representations = subjectIds.map((id) => ({ __typename: 'Post', id }));
  const { data, errors } = await open.query(
    source,
    { representations },
    typeof asking === 'string' ? memberIdentity(asking) : asking,
  );
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data?.['_entities'] as Record<string, unknown>[];
};
