import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningGateway } from '@wizness/gateway';
import { connectClient, createLogger, logCursors } from '@wizness/kernel';
import { cloneGraphDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { writeBackup } from '../backup/write-backup';
import { readServiceSettings } from '../command/open-services';
import { loadDemo } from '../demo/load-demo';
import { startEmbeddedGateway } from '../test/support/embedded-gateway';
import { restoreBackup } from './restore-backup';

const log = createLogger('restore', 'silent');
const settings = readServiceSettings({});
const cursors = logCursors('content');
const QUERY = 'query ($after: Cursor) { postEvents(first: 100, after: $after) { nodes { cursor } } }';

describe('The cursors of clients after a restore', () => {
  let database: TestDatabase;
  let directory: string;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'wizness-backup-test-'));
    database = await cloneGraphDatabase('demo', (url) => loadDemo({ databaseUrl: url, settings, log }));
  });
  afterEach(async () => {
    await database.drop();
    rmSync(directory, { recursive: true });
  });

  const sql = async <Row extends object>(text: string): Promise<Row[]> => {
    const client = await connectClient(database.urlOf('content'));
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  };

  const newest = async (): Promise<string> => {
    const [end] = await sql<{ position: string }>('SELECT max(position) AS position FROM content.events');
    return cursors.encode(Number(end?.position));
  };

  /** Logs each publication once more, and returns the end of the log. */
  const logMore = async (): Promise<string> => {
    await sql(`
      INSERT INTO content.events (position, type, subject, payload, occurred_at)
      SELECT -nextval('content.events_without_place'), type, subject, payload, now() FROM content.events
      WHERE type = 'PostPublished'`);
    return newest();
  };

  const entriesAfter = async ({ url }: RunningGateway, after: string | null) => {
    const body = JSON.stringify({ query: QUERY, variables: { after } });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    const { data, errors } = (await response.json()) as {
      data?: { postEvents: { nodes: { cursor: string }[] } | null } | null;
      errors?: { extensions: { code: string } }[];
    };
    return errors?.[0]?.extensions.code ?? data?.postEvents?.nodes.map(({ cursor }) => cursor) ?? [];
  };

  test('Those behind the backup are refused although the log goes on, also if it is restored twice, and the others go on', async () => {
    const file = join(directory, 'demo.backup');
    await writeBackup(database.url, file);
    const saved = await newest();
    const lost = [await logMore()];
    for (let restores = 0; restores < 2; restores += 1) {
      await restoreBackup({ databaseUrl: database.url, file, overwrite: true, log });
      lost.push(await logMore());
    }
    const end = lost.pop() ?? '';
    const gateway = await startEmbeddedGateway(database.url, settings, log);
    try {
      for (const cursor of lost) expect(await entriesAfter(gateway, cursor)).toBe('INVALID_CURSOR');
      const later = await entriesAfter(gateway, saved);
      expect(later.length).toBeGreaterThan(0);
      expect([later.at(-1), await entriesAfter(gateway, end)]).toEqual([end, []]);
      const all = await entriesAfter(gateway, null);
      expect(all).toEqual(expect.arrayContaining([...later]));
      expect(all).toHaveLength(2 * later.length);
    } finally {
      await gateway.close();
    }
  });
});
