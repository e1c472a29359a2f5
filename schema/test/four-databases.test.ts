import { loadDemo, readServiceSettings } from '@wizness/infra';
import { catalogue, connectClient } from '@wizness/kernel';
import { cloneDatabaseOfEach, type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { operationNames, readOperation } from '../src/files';
import { MODES } from '../src/graph';
import { createClient } from './support/client';
import { openGraph, silentLog, type TestGraph } from './support/graphs';
import { join, PASSWORD } from './support/join';
import { type Mailbox, openMailbox } from './support/mailbox';

describe('The graph with a database for each service', () => {
  let database: TestDatabase;
  let mailbox: Mailbox;
  const graphs: TestGraph[] = [];

  beforeAll(async () => {
    mailbox = await openMailbox();
    database = await cloneDatabaseOfEach('demo', (databaseUrl) =>
      loadDemo({ databaseUrl, settings: readServiceSettings({}), log: silentLog }),
    );
    for (const mode of MODES) graphs.push(await openGraph(mode, database, { settings: mailbox.settings }));
  });
  afterAll(async () => {
    for (const graph of graphs) await graph.close();
    await database.drop();
    await mailbox.remove();
  });

  test('has in each database the schema of one service', async () => {
    const found: Record<string, string[]> = {};
    for (const { name } of catalogue) {
      const client = await connectClient(database.urlOf(name));
      const { rows } = await client.query<{ schema: string }>(
        'SELECT DISTINCT split_part(schemaname, $1, 1) AS schema FROM pg_tables WHERE schemaname = ANY ($2)',
        ['_', catalogue.map(({ databaseSchema }) => databaseSchema)],
      );
      found[name] = rows.map(({ schema }) => schema);
      await client.end();
    }
    expect(found).toEqual(Object.fromEntries(catalogue.map(({ name }) => [name, [name]])));
  });

  test.each(operationNames())('answers %s with the same bytes in both ways to run', async (name) => {
    const [embedded, remote] = await Promise.all(graphs.map((graph) => graph.execute(readOperation(name))));
    expect(embedded).toMatchObject({ status: 200, errors: undefined });
    expect(remote?.text).toBe(embedded?.text);
  });

  test.each(MODES)('lets a new member publish a post, of which ratings learns from an event (%s)', async (mode) => {
    const client = createClient(() => graphs[MODES.indexOf(mode)]?.url ?? '');
    const email = await join(client, mailbox, `moved-${mode}`);
    const { accessToken } = await client.signIn(email, PASSWORD);
    const input = { kind: 'NEWS', lang: 'en', title: `Moved apart ${mode}`, body: 'Text.', publish: true };
    const created = await client.send(
      'mutation ($input: CreatePostInput!) { createPost(input: $input) { post { id } userErrors { code } } }',
      { input },
      accessToken,
    );
    const { post, userErrors } = created.data?.['createPost'] as { post: { id: string }; userErrors: object[] };
    expect(userErrors).toEqual([]);
    // Nobody may rate their own post. Until ratings knows the post and its author, it is not found.
    await waitUntil(async () => {
      const { text } = await client.send(
        'mutation ($input: RateInput!) { rate(input: $input) { userErrors { code } } }',
        { input: { subjectId: post.id, score: 5 } },
        accessToken,
      );
      return text.includes('FORBIDDEN');
    });
  });
});
