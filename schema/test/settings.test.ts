import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { content } from '@wizness/content';
import { gatewaySettings, type RunningGateway, startGateway } from '@wizness/gateway';
import { readServiceSettings } from '@wizness/infra';
import { openDatabase, readSettings } from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { createClient } from './support/client';
import { demoDatabase, silentLog } from './support/graphs';

interface ConfiguredGraph {
  readonly publicUrl: string;
  readonly port: number;
  readonly mailFolder: string;
  readonly database: TestDatabase;
  readonly gateway: RunningGateway;
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

const OLD_EVENTS = "SELECT 1 FROM events WHERE type = 'PostPublished' AND appended_at < now() - interval '1 day'";

/** Runs a statement in the database of content. Returns the rows of a SELECT. */
const sql = async ({ url }: TestDatabase, statement: string): Promise<readonly unknown[]> => {
  const db = await openDatabase({ url, log: silentLog, poolSize: 1 }, content.storage);
  try {
    return await db.query<unknown[]>(statement);
  } finally {
    await db.destroy();
  }
};

const open = async (publicUrl: string, eventRetentionDays: number): Promise<ConfiguredGraph> => {
  const port = await freePort();
  const mailFolder = await mkdtemp(join(tmpdir(), 'wizness-settings-'));
  const variables = { PORT: String(port), PUBLIC_URL: publicUrl, MAIL_DIR: mailFolder };
  const database = await demoDatabase();
  await sql(
    database,
    "UPDATE events SET appended_at = now() - interval '2 days' WHERE position <= (SELECT max(position) / 2 FROM events)",
  );
  const gateway = await startGateway({
    ...readSettings({ gateway: gatewaySettings }, variables).gateway,
    subgraphs: {
      mode: 'embedded',
      databaseUrl: database.url,
      poolSize: 2,
      settings: readServiceSettings(variables),
      eventRetentionDays,
    },
    log: silentLog,
  });
  return { publicUrl, port, mailFolder, database, gateway };
};

describe('Two graphs in one process', () => {
  let graphs: readonly ConfiguredGraph[];
  beforeAll(async () => {
    graphs = [await open('https://one.test', 1), await open('https://two.test', 30)];
  });
  afterAll(async () => {
    for (const { gateway, database, mailFolder } of graphs) {
      await gateway.close();
      await database.drop();
      await rm(mailFolder, { recursive: true });
    }
  });

  test('listen on their own ports', () => {
    for (const { gateway, port } of graphs) expect(gateway.url).toBe(`http://127.0.0.1:${port}`);
    expect(graphs[0]?.port).not.toBe(graphs[1]?.port);
  });

  test('give posts their own public URLs', async () => {
    for (const { gateway, publicUrl } of graphs) {
      const { data } = await createClient(() => gateway.url).send('{ posts(first: 1) { nodes { url } } }');
      expect(data).toEqual({ posts: { nodes: [{ url: expect.stringMatching(`^${publicUrl}/posts/`) }] } });
    }
  });

  test('write mails to their own folders, with links to their own sites', async () => {
    for (const { gateway, publicUrl, mailFolder } of graphs) {
      const input = {
        email: 'a@example.org',
        password: 'a lantern above nine quiet harbours',
        handle: 'a-b',
        name: 'A B',
      };
      await createClient(() => gateway.url).mutate('register', input);
      const mails = async () => (await readdir(mailFolder)).filter((file) => file.endsWith('.txt'));
      await waitUntil(async () => (await mails()).length === 1);
      const [mail = ''] = await mails();
      expect(await readFile(join(mailFolder, mail), 'utf8')).toContain(`${publicUrl}/verify-email#token=`);
    }
  });

  test('keep events for their own numbers of days', async () => {
    const [one, two] = graphs.map(({ database }) => database);
    await waitUntil(async () => one !== undefined && (await sql(one, OLD_EVENTS)).length === 0);
    expect(two && (await sql(two, OLD_EVENTS))).not.toEqual([]);
  });
});
