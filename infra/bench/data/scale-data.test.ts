import { connectClient, createLogger, idPrefix, systemClock } from '@wizness/kernel';
import { cloneDatabase, type TestDatabase } from '@wizness/kernel/testing';
import type { Client } from 'pg';
import { CommandError } from '../../command/command-error';
import { readServiceSettings, withServices } from '../../command/open-services';
import { loadDemo } from '../../demo/load-demo';
import { type DatabaseState, readState } from '../../test/support/database-state';
import { loadScaleData } from './load-scale-data';

const log = createLogger('scale-data', 'silent');
const settings = readServiceSettings({});
const SCALE = 0.05;

const load = (databaseUrl: string, seed = 1) => loadScaleData({ databaseUrl, settings, log, scale: SCALE, seed });

let database: TestDatabase;
let client: Client;
/** The rows of each table as they were loaded. */
let original: DatabaseState['tables'];

beforeAll(async () => {
  database = await cloneDatabase('nothing', async () => undefined);
  await load(database.url);
  client = await connectClient(database.url);
  original = (await readState(database.url)).tables;
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const read = async <Row extends object>(sql: string): Promise<Row[]> => (await client.query<Row>(sql)).rows;

/** Tables of which the demo has rows, and this data has none: no list or count reads them. */
const LEFT_OUT = new Set([
  'content.article_details',
  'content.event_speakers',
  'content.topic_relations',
  'partnerships.document_subjects',
  'partnerships.ordered_items',
  'partnerships.ordered_items_versions',
  // The audience of a made-up post never changes.
  'partnerships.post_changes',
  // Members are notified, also by mail, of what happens now and soon.
  'content.jobs',
  'membership.jobs',
  // Events about ratings are older than the time for which events are kept.
  'ratings.events',
]);

/** What of a value readers depend on: the type of an id, a digest, the properties of JSON. */
const shapeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Date) return 'time';
  if (typeof value === 'object') return 'edtf' in value ? Object.keys(value).toSorted().join() : 'object';
  if (typeof value !== 'string') return typeof value;
  if (/^[0-9a-f]{64}$/.test(value)) return 'SHA-256';
  const prefix = idPrefix(value);
  return prefix === null ? 'text' : `id of ${prefix}`;
};

/** The shapes of the values of each column that has rows, as `schema.table.column`. */
const shapesIn = async (url: string): Promise<Map<string, Set<string>>> => {
  const shapes = new Map<string, Set<string>>();
  const connection = await connectClient(url);
  const { rows: tables } = await connection.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('content', 'membership', 'partnerships', 'ratings') AND tablename <> 'migrations'`,
  );
  for (const { name } of tables) {
    for (const row of (await connection.query<Record<string, unknown>>(`SELECT * FROM ${name}`)).rows) {
      for (const [column, value] of Object.entries(row)) {
        const key = `${name}.${column}`;
        shapes.set(key, (shapes.get(key) ?? new Set()).add(shapeOf(value)));
      }
    }
  }
  await connection.end();
  return shapes;
};

/** Columns without a value where a writer gives none; the few rows of the demo all have one. */
const OPTIONAL = new Set([
  'content.challenge_details.closes_at',
  'content.challenge_details.host_id',
  'content.event_details.series_id',
  'content.good_practice_details.lessons',
  'membership.members.bio',
  'partnerships.programmes.partnership_id',
  'partnerships.programmes_versions.partnership_id',
]);

const tableOf = (column: string): string => column.split('.').slice(0, 2).join('.');
const strict = (shape: string): boolean => shape.includes('edtf') || shape === 'SHA-256';

test('A row has the shape of a row that an import or a member wrote', async () => {
  const demo = await cloneDatabase('demo', (url) => loadDemo({ databaseUrl: url, settings, log }));
  const [real, made] = [await shapesIn(demo.url), await shapesIn(database.url)];
  await demo.drop();
  const missing = [...new Set([...real.keys()].map(tableOf))].filter(
    (table) => ![...made.keys()].map(tableOf).includes(table),
  );
  expect(missing.toSorted()).toEqual([...LEFT_OUT].toSorted());
  const different = [...made].filter(([column, shapes]) => {
    const expected = real.get(column);
    if (!expected) return false;
    if (shapes.has('null') && !expected.has('null') && !OPTIONAL.has(column)) return true;
    return [...expected].some(strict) && [...shapes].some((shape) => shape !== 'null' && !expected.has(shape));
  });
  expect(different.map(([column]) => column)).toEqual([]);
});

test('An id that refers to something has the type of what it refers to', async () => {
  const shapes = await shapesIn(database.url);
  const types = (column: string) => [...(shapes.get(column) ?? [])].filter((shape) => shape !== 'null').toSorted();
  expect(types('content.posts.author_id')).toEqual(['id of member']);
  expect(types('content.posts.written_for_id')).toEqual(['id of org']);
  expect(types('content.follows.target_id')).toEqual(['id of member', 'id of org', 'id of topic']);
  expect(types('partnerships.facts.subject_id')).toEqual([
    'id of org',
    'id of partnership',
    'id of person',
    'id of programme',
  ]);
  expect(types('ratings.ratings.subject_id')).toEqual([
    'id of org',
    'id of partnership',
    'id of post',
    'id of programme',
  ]);
});

/** What consumers keep, without ids that they choose. */
const PROJECTIONS = {
  'content.follows': '*',
  'content.known_names': '*',
  'content.mention_targets': '*',
  'content.mention_words': '*',
  'content.mentions': 'post_id, target_id, occurrence, surface, start, "end", found_by_name',
  'membership.known_entities': '*',
  'membership.known_posts': '*',
  'partnerships.known_topics': '*',
  'partnerships.post_audiences': '*',
  'partnerships.post_topics': '*',
  'ratings.affiliations': '*',
  'ratings.rateable_subjects': '*',
};

const readProjections = async (): Promise<Record<string, string[]>> => {
  const all: Record<string, string[]> = {};
  for (const [table, columns] of Object.entries(PROJECTIONS)) {
    const selected = `SELECT t::text AS row FROM (SELECT ${columns} FROM ${table}) t ORDER BY 1`;
    all[table] = (await read<{ row: string }>(selected)).map(({ row }) => row);
  }
  return all;
};

test('The projections are what the consumers make of the logs, whose checkpoints are at their ends', async () => {
  const expected = await readProjections();
  expect(Object.entries(expected).filter(([, rows]) => rows.length === 0)).toEqual([]);
  const services = { databaseUrl: database.url, settings, clock: systemClock, log };
  const checkpoints = () =>
    read(`SELECT consumer, position FROM content.checkpoints UNION ALL SELECT consumer, position FROM membership.checkpoints
      UNION ALL SELECT consumer, position FROM partnerships.checkpoints UNION ALL SELECT consumer, position FROM ratings.checkpoints
      ORDER BY consumer, position`);
  const atTheEnd = await checkpoints();
  const kept = Object.keys(PROJECTIONS).filter((table) => table !== 'ratings.rateable_subjects');
  await client.query(`TRUNCATE ${kept.join(', ')}`);
  await client.query(
    `UPDATE ratings.rateable_subjects SET published = NULL, visibility = NULL, author_id = NULL, organisation_id = NULL`,
  );
  for (const schema of ['content', 'membership', 'partnerships', 'ratings']) {
    await client.query(`UPDATE ${schema}.checkpoints SET position = 0`);
  }
  await withServices(services, ({ catchUp }) => catchUp());
  expect(await readProjections()).toEqual(expected);
  expect(await checkpoints()).toEqual(atTheEnd);
});

test('Every stored count equals a count of the rows', async () => {
  expect(
    await read(`SELECT id FROM content.event_details event WHERE (going_count, waiting_count) <>
      (SELECT count(*) FILTER (WHERE status = 'GOING'), count(*) FILTER (WHERE status = 'WAITING')
       FROM content.rsvps WHERE post_id = event.id)`),
  ).toEqual([]);
  const notified = '(SELECT count(*) FROM membership.notification_sources WHERE notification_id = notification.id)';
  expect(await read(`SELECT id FROM membership.notifications notification WHERE count <> ${notified}`)).toEqual([]);
  const commented = '(SELECT count(*) FROM content.comments WHERE post_id = post.id AND NOT deleted)';
  expect(await read(`SELECT id FROM content.posts post WHERE comment_count <> ${commented}`)).toEqual([]);
  expect(
    await read(`WITH RECURSIVE above AS (
        SELECT parent_id AS id FROM content.comments WHERE NOT deleted AND parent_id IS NOT NULL
        UNION ALL SELECT parent_id FROM above JOIN content.comments USING (id) WHERE parent_id IS NOT NULL
      )
      SELECT comment.id FROM content.comments comment
      WHERE descendant_count <> (SELECT count(*) FROM above WHERE above.id = comment.id)`),
  ).toEqual([]);
  expect(
    await read(`SELECT rating.id FROM ratings.ratings rating WHERE helpful - unhelpful <>
      (SELECT count(*) FILTER (WHERE vote.helpful) - count(*) FILTER (WHERE NOT vote.helpful)
       FROM ratings.rating_votes vote WHERE vote.rating_id = rating.id)`),
  ).toEqual([]);
  const ownVotes = `SELECT rating.id FROM ratings.rating_votes vote JOIN ratings.ratings rating ON rating.id = vote.rating_id
    WHERE vote.member_id = rating.member_id`;
  expect(await read(ownVotes)).toEqual([]);
});

test('The rank of each subject is that of its ratings and the mean of its kind', async () => {
  const wrong = await read(`SELECT summary.subject_id FROM ratings.rating_summaries summary
    JOIN ratings.rateable_subjects subject ON subject.id = summary.subject_id
    LEFT JOIN ratings.rating_means means ON means.kind = subject.kind
    WHERE summary.kind <> subject.kind
      OR bayesian_average <> round((10 * coalesce(mean, 3) + sum) / CAST(10 + count AS numeric), 6)`);
  expect(wrong).toEqual([]);
  expect(await read('SELECT count(*) FROM ratings.rating_means')).not.toEqual([{ count: '0' }]);
});

test('Quotes and mentions stand where their offsets say', async () => {
  expect(
    await read(`SELECT citation.id FROM partnerships.citations citation JOIN partnerships.sources source ON source.id = source_id
      WHERE quote <> substr(source.text, start_offset + 1, end_offset - start_offset)`),
  ).toEqual([]);
  expect(
    await read(`SELECT mention.id FROM content.mentions mention JOIN content.posts post ON post.id = post_id
      WHERE surface <> substr(post.body_source, start + 1, "end" - start)`),
  ).toEqual([]);
});

test('Equal seeds make equal data, and other seeds other data', async () => {
  const other = async (seed: number) => {
    const loaded = await cloneDatabase('nothing', async () => undefined);
    await load(loaded.url, seed);
    const { tables } = await readState(loaded.url);
    await loaded.drop();
    return tables;
  };
  const [one, same, another] = [original, await other(1), await other(2)];
  // Events state when they were appended.
  const tables = Object.keys(one).filter((name) => !/\.(events|migrations)$/.test(name));
  expect(tables.filter((name) => one[name]?.join('\n') !== same[name]?.join('\n'))).toEqual([]);
  expect(one['content.posts']).not.toEqual(another['content.posts']);
});

test('A database with data is refused, and keeps them', async () => {
  const before = (await readState(database.url)).tables;
  await expect(load(database.url)).rejects.toThrow(CommandError);
  expect((await readState(database.url)).tables).toEqual(before);
});
