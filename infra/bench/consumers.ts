import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { content } from '@wizness/content';
import { createLogger, type EventSource, type RunningSubgraph } from '@wizness/kernel';
import { membership } from '@wizness/membership';
import { partnerships } from '@wizness/partnerships';
import { ratings } from '@wizness/ratings';
import { Client } from 'pg';
import { readServiceSettings } from '../command/open-services';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { quantile } from './distribution';

const EVENTS = 20_000;
const RUNS = 3;

/** A log with one type of event, so that a consumer is measured on a log with nothing that it skips. */
interface BenchLog {
  readonly source: string;
  readonly type: string;
  /** SQL expressions of `n`, the number of the event. */
  readonly subject: string;
  readonly payload: string;
  /** Statement that inserts what the consumers need before. */
  readonly prepare?: string;
}

const id = (prefix: string, number: string): string => `'${prefix}_' || lpad((${number})::text, 26, '0')`;

/** Each post has four events, by one of 1,000 authors. */
const AUDIENCE = `jsonb_build_object('kind', 'ARTICLE', 'revision', 1 + n % 4, 'published', n % 4 > 0, 'visibility', 'PUBLIC',
  'authorId', ${id('member', 'n % 1000')}, 'organisationId', NULL, 'topicSlugs', jsonb_build_array('topic-' || n % 50))`;

/** 1,000 members, who are notified. */
const MEMBERS = `INSERT INTO membership.members (id, handle, name, locale, roles, joined_at, handle_skeleton, name_key)
  SELECT ${id('member', 'n')}, 'member-' || n, 'Member ' || n, 'en', '{MEMBER}', now(), 'member-' || n, 'member ' || n
  FROM generate_series(0, 999) n ON CONFLICT DO NOTHING`;

const LOGS: readonly BenchLog[] = [
  { source: 'content', type: 'PostUpdated', subject: id('post', 'n / 4'), payload: AUDIENCE },
  {
    source: 'content',
    type: 'TopicDefined',
    subject: id('topic', 'n'),
    payload: `jsonb_build_object('slug', 'topic-' || n)`,
  },
  {
    // Ten comments on each post.
    source: 'content',
    type: 'CommentAdded',
    subject: id('comment', 'n'),
    payload: `jsonb_build_object('postId', ${id('post', 'n / 10')}, 'parentId', NULL, 'authorId', ${id('member', 'n % 1000')},
      'postAuthorId', ${id('member', '(n / 10 + 500) % 1000')}, 'parentAuthorId', NULL)`,
    prepare: MEMBERS,
  },
  {
    // Ten ratings of each post.
    source: 'ratings',
    type: 'RatingGiven',
    subject: id('rating', 'n'),
    payload: `jsonb_build_object('subjectId', ${id('post', 'n / 10')}, 'raterId', ${id('member', 'n % 1000')},
      'subjectAuthorId', ${id('member', '(n / 10 + 500) % 1000')}, 'visible', true)`,
    prepare: MEMBERS,
  },
  {
    source: 'membership',
    type: 'MemberFollowed',
    subject: id('member', 'n % 1000'),
    payload: `jsonb_build_object('targetId', ${id('org', 'n / 10')})`,
  },
  { source: 'partnerships', type: 'OrganisationEstablished', subject: id('org', 'n'), payload: `'{}'::jsonb` },
  {
    source: 'partnerships',
    type: 'SubjectNamed',
    subject: id('org', 'n'),
    payload: `jsonb_build_object('names', jsonb_build_array('Organisation ' || n, 'The ' || n || 'th'))`,
  },
];

/** A consumer of a log, with the service that it belongs to. */
interface Measured {
  readonly service: string;
  readonly consumer: string;
  readonly log: BenchLog;
}

const SERVICES = [content, membership, partnerships, ratings];

const measuredConsumers = (): Measured[] =>
  LOGS.flatMap((log) =>
    SERVICES.flatMap(({ name: service, consumers }) =>
      consumers
        .filter(({ source, types }) => source === log.source && types.includes(log.type))
        .map(({ name: consumer }) => ({ service, consumer, log })),
    ),
  );

const openAll = async (url: string): Promise<ReadonlyMap<string, RunningSubgraph>> => {
  const settings = readServiceSettings({});
  const options = { database: { url, poolSize: 2 }, log: createLogger('bench', 'warn') };
  return new Map<string, RunningSubgraph>([
    ['content', await content.open({ ...options, settings: settings.content })],
    ['membership', await membership.open({ ...options, settings: settings.membership })],
    ['partnerships', await partnerships.open({ ...options, settings: settings.partnerships })],
    ['ratings', await ratings.open({ ...options, settings: settings.ratings })],
  ]);
};

const fillLog = async (client: Client, { source, type, subject, payload, prepare }: BenchLog): Promise<void> => {
  if (prepare) await client.query(prepare);
  await client.query(`TRUNCATE ${source}.events`);
  await client.query(
    `INSERT INTO ${source}.events SELECT n, $1, ${subject}, ${payload}, now() FROM generate_series(1, $2::integer) n`,
    [type, EVENTS],
  );
};

const untilDone = async (client: Client, { service, consumer }: Measured): Promise<void> => {
  const done = `SELECT FROM ${service}.checkpoints WHERE consumer = $1 AND position = $2`;
  while ((await client.query(done, [consumer, EVENTS])).rowCount === 0) await pause(2);
};

const nothing: EventSource = { read: async () => [] };

/** Events per second from the start of the service's background work to the end of the log. */
const rateOf = async (client: Client, url: string, measured: Measured): Promise<number> => {
  const { service, log } = measured;
  await client.query(`TRUNCATE ${service}.checkpoints`);
  const running = await openAll(url);
  const sources = Object.fromEntries(
    [...running].map(([name, { events }]) => [name, name === log.source ? events : nothing]),
  );
  const start = performance.now();
  await running.get(service)?.startWork({ sources });
  await untilDone(client, measured);
  const seconds = (performance.now() - start) / 1000;
  await Promise.all([...running.values()].map((subgraph) => subgraph.close()));
  return EVENTS / seconds;
};

/**
 * How many events per second each consumer handles while it catches up with a log of its own service's database, with
 * fsync. The first run writes new rows, later ones the same rows again.
 */
export const benchConsumers = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const postgres = await startEmbeddedPostgres({ directory, durable: true, log: createLogger('postgres', 'warn') });
  const url = postgres.url('postgres');
  const client = new Client({ connectionString: url });
  try {
    for (const subgraph of (await openAll(url)).values()) await subgraph.close();
    await client.connect();
    const lines = [
      `events/s of each consumer, ${EVENTS} events, with fsync: new rows, then the same rows again (median)`,
    ];
    for (const measured of measuredConsumers()) {
      await fillLog(client, measured.log);
      const rates: number[] = [];
      for (let run = 0; run < RUNS; run += 1) rates.push(await rateOf(client, url, measured));
      const [first = 0, ...again] = rates;
      const name = `${measured.service} ${measured.consumer} (${measured.log.type})`.padEnd(60);
      lines.push(`  ${name} ${Math.round(first)}, ${Math.round(quantile(again, 0.5))}`);
    }
    return lines.join('\n');
  } finally {
    await client.end();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
