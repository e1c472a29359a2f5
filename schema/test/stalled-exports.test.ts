import { connect, type Socket } from 'node:net';
import { connectClient } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { get } from './support/exports';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';
import { MODES } from '../src/graph';
import { until } from './support/until';

/**
 * Six pages of about ten megabytes: more than what sockets, and the streams between them, hold for a client that reads nothing.
 * Some of these hold one page, whatever its size.
 */
const [FACTS, LENGTH] = [6000, 10_000];

/** Copies a public fact that is a text, with its citations. */
const COPIES = [
  'SET search_path TO partnerships',
  `CREATE TEMPORARY TABLE copied AS
     SELECT fact.id AS id, 'fact_' || lpad(n::text, 26, '0') AS copy, n
     FROM (SELECT id FROM facts WHERE text_value IS NOT NULL AND known_to = 'infinity' ORDER BY id LIMIT 1) fact, generate_series(1, ${FACTS}) n`,
  `INSERT INTO facts SELECT copies.* FROM copied JOIN facts fact USING (id), jsonb_populate_record(fact, jsonb_build_object(
     'id', copy, 'lineage_id', copy, 'claim_key', 'copy ' || n, 'text_value', repeat('x', ${LENGTH}))) copies`,
  `INSERT INTO citations SELECT copies.* FROM copied JOIN citations citation ON citation.fact_id = copied.id,
     jsonb_populate_record(citation, jsonb_build_object('id', citation.id || n, 'fact_id', copy)) copies`,
];

/** Connections of partnerships that do something, or hold a transaction and so a cursor. */
const AT_WORK = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'wizness-partnerships' AND state <> 'idle'`;

describe('Exports that their client does not read', () => {
  let database: TestDatabase;
  let graph: TestGraph;
  let client: Awaited<ReturnType<typeof connectClient>>;

  beforeAll(async () => {
    database = await demoDatabase();
    client = await connectClient(database.url);
    for (const sql of COPIES) await client.query(sql);
  }, 60_000);
  afterEach(() => graph?.close());
  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  /** Asks for an export, reads its head, and then nothing. */
  const stall = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(graph.url);
      const socket = connect(Number(port), hostname, () =>
        socket.write(`GET /exports/facts.ndjson HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`),
      );
      socket.on('error', reject);
      socket.once('data', (data) => {
        socket.pause();
        if (data.toString('latin1', 0, 12) === 'HTTP/1.1 200') resolve(socket);
        else reject(new Error(data.toString()));
      });
    });
  const pagesRead = (): number =>
    (graph.statements().get('partnerships') ?? []).filter((sql) => sql.includes('page AS MATERIALIZED')).length;

  test.each(MODES)(
    'Hold no connection of the database, no transaction and no cursor, and are read no further when it leaves (%s)',
    async (mode) => {
      graph = await openGraph(mode, database, { poolSize: 1 });
      const sockets = [await stall(), await stall()];
      // The service has one connection: whoever held it would keep the graph from answering.
      await until(async () => (await client.query(AT_WORK)).rowCount === 0, 30_000);
      const { data, errors } = await graph.execute('{ facts(first: 1) { nodes { id } } }');
      expect([data?.['facts'], errors]).toEqual([{ nodes: [{ id: expect.any(String) as string }] }, undefined]);
      for (const socket of sockets) socket.destroy();
      await until(async () => (await client.query(AT_WORK)).rowCount === 0, 30_000);
      // Two at once are allowed: those that were left have ended their turns.
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => get(`${graph.url}/exports/organisations.ndjson`)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
      expect(pagesRead()).toBeLessThan((2 * FACTS) / 1000);
    },
    90_000,
  );
});
