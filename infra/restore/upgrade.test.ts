import { join } from 'node:path';
import { loadServices } from '@wizness/gateway';
import { connectClient, createLogger, openDatabase, systemClock } from '@wizness/kernel';
import { cloneDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { readTables, type Table } from '../backup/tables';
import { readServiceSettings, withServices } from '../command/open-services';
import { INFRA } from '../folders';
import { readState } from '../test/support/database-state';
import { startEmbeddedGateway } from '../test/support/embedded-gateway';
import { restoreBackup } from './restore-backup';

/** A backup of the demo data and one member, made by the version of 26 November 2026. */
const BACKUP = join(INFRA, 'test', 'support', '2026-11-26.backup');

const log = createLogger('upgrade', 'silent');
const settings = readServiceSettings({});
const services = loadServices();
const SCHEMAS = services.map(({ storage }) => storage.schema);

let database: TestDatabase;
let before: Awaited<ReturnType<typeof readRows>>;

/** Computed from other columns, so a migration may compute it anew. */
const DERIVED = ['name_key', 'search'];

/** What columns that are no more hold now, as SQL: mostly another name. */
const RENAMED: Readonly<Record<string, string>> = {
  'content.posts.status': 'state',
  'content.comments.removed': 'deleted',
  'partnerships.facts.recorded_at': 'known_from',
  'partnerships.facts.superseded_at': "nullif(known_to, 'infinity')",
  'partnerships.facts.valid_earliest': 'from_earliest',
  'partnerships.facts.valid_latest': 'to_latest',
};

/** Where the rows of tables are that are no more. */
const MOVED: Readonly<Record<string, string>> = {
  'partnerships.merged_organisations': '(SELECT id AS merged_id, survivor_id FROM partnerships.identities)',
};

/** Tables to which a migration adds: what happened, and a summary of each subject that nobody has rated. */
const GROWING = /\.events$|^ratings\.rating_summaries$/;

/**
 * Rows of `tables` as JSON, sorted, by the names of the tables. Only columns that `database` has and that are not derived, by
 * the names that they have in `tables`.
 */
const readRows = async (tables?: readonly Table[]) => {
  const client = await connectClient(database.url);
  const present = await readTables(client, SCHEMAS);
  const rows: Record<string, string[]> = {};
  for (const { name, columns } of tables ?? present) {
    const own = present.find((table) => table.name === name)?.columns ?? (MOVED[name] && columns);
    if (!own || name.endsWith('.migrations')) continue;
    const from = present.some((table) => table.name === name) ? name : `${MOVED[name]} moved`;
    const names = columns
      .filter((column) => !DERIVED.includes(column))
      .map((column) => [own.includes(column) ? `"${column}"` : RENAMED[`${name}.${column}`], column] as const)
      .flatMap(([stored, column]) => (stored === undefined ? [] : [`${stored} AS "${column}"`]))
      .join(', ');
    const { rows: found } = await client.query<{ row: string }>(
      `SELECT to_jsonb(r)::text AS row FROM (SELECT ${names} FROM ${from}) r ORDER BY 1`,
    );
    rows[name] = found.map(({ row }) => row);
  }
  await client.end();
  return { tables: present, rows };
};

const upgrade = () =>
  withServices({ databaseUrl: database.url, settings, clock: systemClock, log }, async () => undefined);

beforeAll(async () => {
  database = await cloneDatabase('nothing', async () => undefined);
  await restoreBackup({ databaseUrl: database.url, file: BACKUP, overwrite: false, log });
  before = await readRows();
  await upgrade();
});
afterAll(() => database.drop());

test('An upgraded database has the same tables, indexes, constraints and functions as a new one', async () => {
  const fresh = await cloneDatabase('all_services', (url) =>
    withServices({ databaseUrl: url, settings, clock: systemClock, log }, async () => undefined),
  );
  const { definitions } = await readState(fresh.url);
  await fresh.drop();
  expect((await readState(database.url)).definitions).toEqual(definitions);
});

test('An upgrade keeps every row, and adds only events and empty summaries', async () => {
  const { rows } = await readRows(before.tables);
  const kept = Object.entries(rows).map(([name, found]) => {
    const old = new Set(before.rows[name]);
    return [name, GROWING.test(name) ? found.filter((row) => old.has(row)) : found];
  });
  expect(Object.fromEntries(kept)).toEqual(before.rows);
});

test('The graph answers from the upgraded database, and a member of the older version can sign in', async () => {
  const gateway = await startEmbeddedGateway(database.url, settings, log);
  const ask = async (query: string) => {
    const body = JSON.stringify({ query });
    const headers = { 'content-type': 'application/json' };
    return (await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body })).json();
  };
  try {
    expect(await ask('{ post(slug: "alter-mardis") { title ratingSummary { count } commentCount } }')).toEqual({
      data: { post: { title: expect.any(String), ratingSummary: { count: expect.any(Number) }, commentCount: 9 } },
    });
    const credentials = 'email: "lea@example.org", password: "four long unusual words"';
    expect(await ask(`mutation { signIn(input: { ${credentials} }) { viewer { member { handle } } } }`)).toEqual({
      data: { signIn: { viewer: { member: { handle: 'lea' } } } },
    });
  } finally {
    await gateway.close();
  }
});

test.each(services)(
  'An older version of $name refuses the upgraded database and changes nothing',
  async ({ storage }) => {
    const state = await readState(database.url);
    // Older code runs on what a migration called Expand… has added.
    const last = storage.migrations.findLastIndex(({ name }) => !name.startsWith('Expand'));
    const older = { ...storage, migrations: storage.migrations.slice(0, last) };
    await expect(openDatabase({ url: database.url, log, poolSize: 1 }, older)).rejects.toMatchObject({
      code: 'DATABASE_REFUSED',
      message: expect.stringContaining(`it has migrations of ${storage.schema} that this version does not know`),
    });
    expect(await readState(database.url)).toEqual(state);
  },
);
