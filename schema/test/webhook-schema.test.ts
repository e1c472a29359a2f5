import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '@wizness/kernel/testing';
import { answer, openReceiver, openWebhookGraph, type Receiver, type WebhookGraph } from './support/webhooks';

const supergraph = readFileSync(join(__dirname, '../supergraph.graphql'), 'utf8');
const BYLINE =
  '  """Author as stated in the text. Null if not stated."""\n  byline: String @join__field(graph: CONTENT)\n\n';
const REVISION = '  """Revision of the post at that time."""\n  revision: Int!\n\n';
const without = (lines: string): string => {
  expect(supergraph).toContain(lines);
  return supergraph.replace(lines, '');
};

describe('Webhooks whose selection the supergraph does not have', () => {
  let open: WebhookGraph;
  let receiver: Receiver;
  const retriesMs = Array.from({ length: 300 }, () => 100);

  beforeAll(async () => {
    open = await openWebhookGraph('embedded', 'webhook schema', { timing: { pollMs: 20, retriesMs } });
  });
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await open.graph.updateSupergraph(supergraph);
    await open.sql('DELETE FROM content.webhooks');
    await receiver.close();
  });
  afterAll(() => open.close());

  const slugs = async (path: string, count: number) =>
    (await receiver.at(path, count)).map(
      ({ body }) => (JSON.parse(body) as { data: { post: { slug: string } } }).data.post.slug,
    );

  test('Wait while a supergraph lacks a selected field, say so in the log of deliveries, and lose nothing once it is back', async () => {
    await open.create(`${receiver.url}/lacks`, { query: '{ post { slug byline } }', filter: { kinds: ['NEWS'] } });
    await open.graph.updateSupergraph(without(BYLINE));
    await open.publish(['lacks-1', 'lacks-2']);
    await waitUntil(async () => (await open.deliveries()).nodes.some(({ attempt }) => Number(attempt) > 2));
    expect(await open.deliveries()).toMatchObject({ enabled: true, failingSince: expect.any(String) });
    expect((await open.deliveries()).nodes[0]).toMatchObject({
      status: 'PENDING',
      statusCode: null,
      requestExcerpt: null,
      error: expect.stringMatching(/does not match the present schema: nothing was sent. Cannot query field "byline"/),
    });
    expect(receiver.received).toEqual([]);
    await open.graph.updateSupergraph(supergraph);
    expect((await slugs('/lacks', 2)).toSorted()).toEqual(['lacks-1', 'lacks-2']);
    await waitUntil(async () => (await open.deliveries()).nodes.every(({ status }) => status === 'SUCCEEDED'));
    expect(await open.deliveries()).toMatchObject({ enabled: true, disabledReason: null, failingSince: null });
  });

  test('Wait with another field that the gateway itself needs, without an attempt', async () => {
    await open.create(`${receiver.url}/own`, { query: '{ post { slug } }' });
    await open.graph.updateSupergraph(without(REVISION));
    await open.publish(['own']);
    await waitUntil(
      async () => (await open.sql('SELECT 1 FROM content.webhooks WHERE wait_until > now()')).length === 1,
    );
    expect(await open.deliveries()).toMatchObject({ enabled: true, nodes: [] });
    await open.graph.updateSupergraph(supergraph);
    expect(await slugs('/own', 1)).toEqual(['own']);
  });

  test('With a filter that the schema does not have, skip what did not match it once it is corrected', async () => {
    const { id } = await open.create(`${receiver.url}/filter`, { query: '{ post { slug } }' });
    await open.sql(`UPDATE content.webhooks SET filter = '{ gone: true }'`);
    await open.publish(['filter-news']);
    await open.publish(['filter-article'], { kind: 'ARTICLE' });
    await waitUntil(async () => (await open.deliveries()).nodes.length === 2);
    expect(receiver.received).toEqual([]);
    const filter = { kinds: ['NEWS'] };
    await open.mutate('updateWebhook', 'UpdateWebhookInput', { id, filter, enabled: true }, 'webhook { id }');
    await waitUntil(async () => (await open.deliveries()).nodes.every(({ status }) => status !== 'PENDING'));
    expect(await slugs('/filter', 1)).toEqual(['filter-news']);
    expect((await open.deliveries()).nodes.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SKIPPED']);
  });

  test('Fail for good when the log has lost the entry that is tried again, which does not disable an endpoint that takes others', async () => {
    await open.create(`${receiver.url}/lost`, { query: '{ post { slug } }' });
    receiver.answerWith((response, received) =>
      answer(received.body.includes('"lost-1"') ? 500 : 200)(response, received),
    );
    await open.publish(['lost-1', 'lost-2']);
    await receiver.at('/lost', 3);
    await open.sql(
      `DELETE FROM content.events WHERE position < (SELECT max(position) FROM content.events WHERE type = 'PostPublished')`,
    );
    await waitUntil(async () => (await open.deliveries()).nodes.some(({ status }) => status === 'FAILED'));
    const { nodes, ...webhook } = await open.deliveries();
    expect(webhook).toMatchObject({ enabled: true, disabledReason: null });
    expect(nodes.find(({ status }) => status === 'FAILED')).toMatchObject({
      error: 'The log does not hold the entry any more: nothing was sent.',
    });
  });
});
