import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDatabase } from '@wizness/kernel/testing';
import { SCHEMA_FOLDER } from '../src/files';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';

const FOLDER = join(SCHEMA_FOLDER, 'operations', 'explorer');
const texts = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
  // A subscription is no request and response.
  .filter((text) => !/^subscription\b/m.test(text));

describe('With PERSISTED_OPERATIONS=only', () => {
  let database: TestDatabase;
  let graph: TestGraph;
  beforeAll(async () => {
    database = await demoDatabase();
    graph = await openGraph('embedded', database, { persistedOperations: 'only' });
  });
  afterAll(async () => {
    await graph.close();
    await database.drop();
  });

  const post = async (parameters: object): Promise<readonly string[]> => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    const { errors = [] } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return errors.map(({ extensions }) => extensions.code);
  };

  test("the explorer's own operations run by hash, and no other document does", async () => {
    expect(texts.length).toBeGreaterThan(10);
    for (const text of texts) {
      const sha256Hash = createHash('sha256').update(text).digest('hex');
      const codes = await post({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
      // Those that need variables, or a member, are refused for that reason alone.
      expect(codes.filter((code) => code !== 'BAD_USER_INPUT' && code !== 'UNAUTHENTICATED')).toEqual([]);
    }
    expect(await post({ query: '{ viewer { email } }' })).toEqual(['QUERY_NOT_IN_SAFELIST']);
  });

  test.each(['/', '/posts', '/facts'])('the page %s of the explorer has its data', async (path) => {
    const response = await fetch(graph.url + path, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('"data":{');
    expect(page).not.toContain('QUERY_NOT_IN_SAFELIST');
  });
});
