import { membership } from '@wizness/membership';
import { createLogger, openDatabase } from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { type Graph, MODES, startGraph } from '../src/graph';
import { createClient } from './support/client';
import { demoDatabase, silentLog } from './support/graphs';
import { join, PASSWORD } from './support/join';
import { type Mailbox, openMailbox } from './support/mailbox';

const WRONG_PASSWORD = 'the wrong words of a stranger';
/** In variables, documents, URLs and headers. */
const CANARY = 'canary-5f1e';

const JSON_TYPE = { 'content-type': 'application/json' };

describe.each(MODES)('The log at its most detailed level (%s)', (mode) => {
  let mailbox: Mailbox;
  let database: TestDatabase;
  let graph: Graph;
  const lines: string[] = [];
  const client = createClient(() => graph.url);

  beforeAll(async () => {
    mailbox = await openMailbox();
    database = await demoDatabase();
    const log = createLogger('graph', 'trace', { write: (line) => void lines.push(line) });
    graph = await startGraph({ mode, databaseUrl: database.urls, log, settings: mailbox.settings });
  });
  afterAll(async () => {
    await graph.close();
    await database.drop();
    await mailbox.remove();
  });

  const requests = () =>
    lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'request');
  const resetTokenFor = (email: string): Promise<string> =>
    waitUntil(async () => /reset-password#token=(\S+)/.exec((await mailbox.mailsTo(email, 2)).join(''))?.[1]);
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${graph.url}/graphql`, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body });

  test('has one line for each request, and no password, token or variable', async () => {
    const email = await join(client, mailbox, `lea-${mode}`);
    await client.mutate('signIn', { email, password: WRONG_PASSWORD });
    const tokens = await client.signIn(email, PASSWORD);
    const { accessToken } = tokens;
    const next = await client.refresh(tokens.refreshToken);
    const { secret } = await client.mutate('createApiKey', { name: CANARY, scopes: ['PROFILE_READ'] }, accessToken);
    await client.send('query Viewer { viewer { email } }', {}, String(secret));
    await client.send('query Viewer { viewer { email } }', {}, accessToken);
    await client.mutate('requestPasswordReset', { email });
    const resetToken = await resetTokenFor(email);
    const exported = await client.mutate('requestDataExport', {}, accessToken);
    const link = (exported['export'] as { readonly url: string }).url;
    const exportToken = new URL(link).searchParams.get('token') ?? '';
    await fetch(`${graph.url}${new URL(link).pathname}?token=${exportToken}`);
    // What is refused before an operation runs.
    const query = 'query Find($handle: String) { member(handle: $handle) { id } }';
    const variables = JSON.stringify({ handle: CANARY });
    await fetch(`${graph.url}/graphql?${new URLSearchParams({ query, variables })}`, {
      headers: { accept: 'application/graphql-response+json' },
    });
    await post(`{"query": "${CANARY}`);
    await post(JSON.stringify({ query: `{ ${CANARY.replace('-', '_')} }`, operationName: CANARY }));
    await post(JSON.stringify({ query, variables: { handle: { [CANARY]: CANARY } } }));
    await post(JSON.stringify({ query, variables: { handle: `${CANARY}\u0000` } }));
    await post(JSON.stringify({ query }), { authorization: `Bearer ${CANARY}` });
    await fetch(`${graph.url}/${CANARY}?token=${CANARY}`);
    await fetch(`${graph.url}/ready`);
    // A fault of the database while it has a secret among the parameters of its statement.
    const db = await openDatabase({ url: database.url, log: silentLog, poolSize: 1 }, membership.storage);
    await db.query('ALTER TABLE members RENAME TO renamed');
    await client.send('mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }', {
      input: { email: `${CANARY}@example.org`, password: WRONG_PASSWORD },
    });
    const failed = await client.send(query, { handle: CANARY });
    expect(failed.errors).not.toBeUndefined();
    await db.query('ALTER TABLE renamed RENAME TO members');
    await db.destroy();

    await waitUntil(async () => requests().filter(({ route }) => route === '/ready').length === 1);
    const text = lines.join('');
    const secrets = [PASSWORD, WRONG_PASSWORD, CANARY, CANARY.replace('-', '_'), accessToken, tokens.refreshToken];
    const others = [next?.accessToken, next?.refreshToken, String(secret), resetToken, exportToken, email];
    for (const value of [...secrets, ...others]) {
      expect(String(value).length).toBeGreaterThan(8);
      expect({ value, isLogged: text.includes(String(value)) }).toEqual({ value, isLogged: false });
    }
    expect(text).toMatch(/"err":/);
  });

  test('states route, operation, kind of caller, status and duration of a request', () => {
    const find = (fields: Record<string, unknown>) =>
      requests().find((line) => Object.entries(fields).every(([name, value]) => line[name] === value));
    const common = { level: 30, requestId: expect.any(String), durationMs: expect.any(Number) };
    const viewer = { route: '/graphql', method: 'POST', operation: 'Viewer', type: 'query', status: 200 };
    expect(find({ caller: 'session' })).toMatchObject({ ...common, route: '/graphql', status: 200 });
    expect(find({ ...viewer, caller: 'api-key' })).toMatchObject(common);
    expect(find({ caller: 'anonymous', type: 'mutation' })).toMatchObject({ ...common, operation: null });
    expect(find({ route: '/graphql', method: 'GET' })).toMatchObject({ ...common, operation: 'Find' });
    expect(find({ route: '/data-exports/:id' })).toMatchObject({ ...common, status: 200 });
    expect(find({ status: 401 })).toMatchObject({ ...common, caller: 'refused' });
    expect(find({ status: 404 })).not.toHaveProperty('route');
    expect(find({ route: '/ready' })).toMatchObject({ level: 20, status: 200 });
    expect(requests().flatMap(({ errors }) => errors ?? [])).toEqual(
      expect.arrayContaining(['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'INTERNAL_SERVER_ERROR']),
    );
  });
});
