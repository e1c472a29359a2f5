import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloClient, type DocumentNode, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import type { TestDatabase } from '@wizness/kernel/testing';
import { print } from 'graphql';
import { request } from 'undici';
import type { PersistedOperationsMode } from '../src/pipeline/persisted-operations';
import { EXAMPLES, startEmbedded, type TestGateway, testDatabase } from './support/gateways';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const STORED = EXAMPLES[0] ?? '';
const BEST = '{ best { id } }';
const POST_OF_B = 'query PostOfB { post(id: "b") { title } }';
/** As Apollo Client sends it: with the name of the type, and an id that the manifest names. */
const IN_MANIFEST = 'query PostOfC {\n  post(id: "c") {\n    title\n    __typename\n  }\n}';

let database: TestDatabase;
const gateways = {} as Record<PersistedOperationsMode, TestGateway>;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'stored-operations-'));
  writeFileSync(join(folder, 'first-post.graphql'), `${STORED}\n`);
  const operations = [{ id: 'post-of-c', body: IN_MANIFEST, name: 'PostOfC', type: 'query' }];
  writeFileSync(
    join(folder, 'persisted-query-manifest.json'),
    JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }),
  );
  for (const mode of ['apq', 'all', 'only'] as const) {
    const options = { persistedOperations: mode, persistedOperationsFolder: folder };
    gateways[mode] = await startEmbedded(database, options);
  }
});
afterAll(async () => {
  await Promise.all(Object.values(gateways).map((gateway) => gateway.close()));
  await database.drop();
  rmSync(folder, { recursive: true });
});

type Parameters = Readonly<Record<string, unknown>>;

const persistedQuery = (hash: unknown, version = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash: hash } },
});

const post = async (mode: PersistedOperationsMode, parameters: Parameters) => {
  const { statusCode, body } = await request(`${gateways[mode].url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify(parameters),
  });
  return { status: statusCode, ...((await body.json()) as object) };
};

const get = async (mode: PersistedOperationsMode, parameters: Readonly<Record<string, string>>) => {
  const { statusCode, body } = await request(
    `${gateways[mode].url}/graphql?${new URLSearchParams(parameters).toString()}`,
    { headers: { accept: 'application/graphql-response+json' } },
  );
  return { status: statusCode, ...((await body.json()) as object) };
};

const NOT_FOUND = {
  status: 200,
  errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
};
const FIRST_POST = { status: 200, data: { post: { title: 'Title of a' } } };
const NOT_STORED = { status: 400, errors: [{ extensions: { code: 'QUERY_NOT_IN_SAFELIST' } }] };

describe('With PERSISTED_OPERATIONS=apq', () => {
  test('a document is known by its hash once it was sent with it, by POST and by GET', async () => {
    const hash = sha256(BEST);
    expect(await post('apq', persistedQuery(hash))).toEqual(NOT_FOUND);
    const expected = { status: 200, data: { best: { id: 'post_7' } } };
    expect(await post('apq', { query: BEST, ...persistedQuery(hash) })).toEqual(expected);
    expect(await post('apq', persistedQuery(hash))).toEqual(expected);
    const { extensions } = persistedQuery(hash);
    expect(await get('apq', { extensions: JSON.stringify(extensions) })).toEqual(expected);
  });

  test('variables and the name of the operation are used with a hash', async () => {
    const query = 'query A { best { id } } query B($id: ID!) { post(id: $id) { title } }';
    const variables = { id: 'x' };
    const sent = { ...persistedQuery(sha256(query)), operationName: 'B', variables };
    const expected = { status: 200, data: { post: { title: 'Title of x' } } };
    expect(await post('apq', { ...sent, query })).toEqual(expected);
    expect(await post('apq', sent)).toEqual(expected);
    const inUrl = { operationName: 'B', variables: JSON.stringify(variables) };
    expect(await get('apq', { ...inUrl, extensions: JSON.stringify(sent.extensions) })).toEqual(expected);
  });

  test.each([
    ['the hash of another document', { query: BEST, ...persistedQuery(sha256('{ best { score } }')) }],
    ['another version', { query: BEST, ...persistedQuery(sha256(BEST), 2) }],
    ['a hash that is no text', persistedQuery(7)],
    ['no object', { query: BEST, extensions: { persistedQuery: 'hash' } }],
  ])('%s is refused', async (_, parameters) => {
    expect(await post('apq', parameters)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  test('a document that may not be validated is refused by its hash, too', async () => {
    const query = '{ ...A } fragment A on Query { ...A }';
    const refused = { status: 400, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] };
    expect(await post('apq', { query, ...persistedQuery(sha256(query)) })).toMatchObject(refused);
    expect(await post('apq', persistedQuery(sha256(query)))).toMatchObject(refused);
  });
});

describe('A stored operation', () => {
  test.each(['apq', 'all', 'only'] as const)('is known by its hash in the mode %s', async (mode) => {
    for (const form of [STORED, `${STORED}\n`, print(gql(STORED))]) {
      expect(await post(mode, persistedQuery(sha256(form)))).toEqual(FIRST_POST);
    }
  });

  test('is known by the id that a manifest names', async () => {
    expect(await post('only', persistedQuery('post-of-c'))).toMatchObject({ data: { post: { title: 'Title of c' } } });
  });
});

test('With PERSISTED_OPERATIONS=all, a client cannot register a document', async () => {
  expect(await post('all', { query: BEST, ...persistedQuery(sha256(BEST)) })).toMatchObject({ status: 200 });
  expect(await post('all', persistedQuery(sha256(BEST)))).toEqual(NOT_FOUND);
});

describe('With PERSISTED_OPERATIONS=only', () => {
  test('the text of a stored operation runs', async () => {
    expect(await post('only', { query: STORED })).toEqual(FIRST_POST);
    expect(await get('only', { query: STORED })).toEqual(FIRST_POST);
  });

  test('no other document runs, by any way', async () => {
    expect(await post('only', { query: BEST })).toMatchObject(NOT_STORED);
    expect(await get('only', { query: BEST })).toMatchObject(NOT_STORED);
    expect(await post('only', { query: BEST, ...persistedQuery(sha256(BEST)) })).toMatchObject(NOT_STORED);
    expect(await post('only', { query: BEST, ...persistedQuery(sha256(STORED)) })).toMatchObject(NOT_STORED);
    expect(await post('only', persistedQuery(sha256(BEST)))).toEqual(NOT_FOUND);
    const encoded = `%71uery=${encodeURIComponent(BEST)}`;
    const twice = `query=${encodeURIComponent(STORED)}&query=${encodeURIComponent(BEST)}`;
    const others = `query=${encodeURIComponent(STORED)}&;query=${encodeURIComponent(BEST)}`;
    for (const search of [encoded, twice, others]) {
      const { body } = await request(`${gateways.only.url}/graphql?${search}`, {
        headers: { accept: 'application/graphql-response+json' },
      });
      expect(await body.text()).not.toContain('post_7');
    }
  });

  test('the gateway does not start without a stored operation', async () => {
    await expect(startEmbedded(database, { persistedOperations: 'only', examples: [] })).rejects.toThrow(
      /PERSISTED_OPERATIONS_FOLDER/,
    );
  });
});

test.each([
  ['no folder', () => join(folder, 'missing'), /PERSISTED_OPERATIONS_FOLDER must be a folder/],
  [
    'a file that is not GraphQL',
    () => {
      const broken = mkdtempSync(join(folder, 'broken-'));
      writeFileSync(join(broken, 'broken.graphql'), 'query {');
      return broken;
    },
    /broken\.graphql cannot be read: .*Syntax Error/,
  ],
])('The gateway does not start with %s', async (_, folderOf, message) => {
  await expect(startEmbedded(database, { persistedOperationsFolder: folderOf() })).rejects.toThrow(message);
});

describe('Apollo Client', () => {
  /** A client with the link for persisted queries, and the number of requests that it has sent. */
  const createClient = (mode: PersistedOperationsMode, generateHash: (document: DocumentNode) => string) => {
    const sent: { readonly method: string | undefined; readonly hasText: boolean }[] = [];
    const http = new HttpLink({
      uri: `${gateways[mode].url}/graphql`,
      fetch: (url, init) => {
        sent.push({ method: init?.method, hasText: `${String(url)}${String(init?.body)}`.includes('title') });
        return fetch(url, init);
      },
    });
    const persisted = new PersistedQueryLink({ generateHash, useGETForHashedQueries: true });
    return { sent, client: new ApolloClient({ link: persisted.concat(http), cache: new InMemoryCache() }) };
  };

  test('sends the hash, then the text once, and from then on the hash', async () => {
    const { client, sent } = createClient('apq', (document) => sha256(print(document)));
    for (let time = 0; time < 2; time += 1) {
      const { data } = await client.query({ query: gql(POST_OF_B), fetchPolicy: 'no-cache' });
      expect(data).toEqual({ post: { __typename: 'Post', title: 'Title of b' } });
    }
    expect(sent).toEqual([
      { method: 'GET', hasText: false },
      { method: 'POST', hasText: true },
      { method: 'GET', hasText: false },
    ]);
  });

  test('with the ids of a manifest never sends a text', async () => {
    const { client, sent } = createClient('only', () => 'post-of-c');
    const { data } = await client.query({ query: gql(IN_MANIFEST) });
    expect(data).toEqual({ post: { __typename: 'Post', title: 'Title of c' } });
    expect(sent).toEqual([{ method: 'GET', hasText: false }]);
  });
});
