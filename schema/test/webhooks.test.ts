import { Visibility } from '@wizness/kernel';
import { HTTP, type CloudEventV1 } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { waitUntil } from '@wizness/kernel/testing';
import { MODES } from '../src/graph';
import {
  answer,
  openReceiver,
  openWebhookGraph,
  type Received,
  type Receiver,
  type WebhookGraph,
} from './support/webhooks';

const json = ({ body }: Received) => JSON.parse(body) as Record<string, unknown>;

/** Verifies as a receiver does, with the library of the specification. Throws if the signature is not valid. */
const verify = (secret: string, { body, headers }: Received): unknown =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

describe.each(MODES)('Webhooks (%s)', (mode) => {
  let open: WebhookGraph;
  let receiver: Receiver;

  beforeAll(async () => {
    open = await openWebhookGraph(mode, `webhooks ${mode}`);
  });
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await open.sql('DELETE FROM content.webhooks');
    await receiver.close();
  });
  afterAll(async () => {
    await open.close();
  });

  test('A new post arrives as a small message whose signature the library of Standard Webhooks accepts', async () => {
    const { secret } = await open.create(`${receiver.url}/thin`);
    await open.publish(['thin-post']);
    const [received] = await receiver.at('/thin', 1);
    if (!received) throw new Error('Nothing arrived.');
    expect(verify(secret, received)).toEqual(json(received));
    expect(() => verify(`whsec_${Buffer.alloc(32).toString('base64')}`, received)).toThrow(/No matching signature/);
    const { id, cursor } = json(received);
    expect(json(received)).toEqual({
      type: 'post.published',
      timestamp: expect.stringMatching(/^2026-06-01T/),
      id: expect.stringMatching(/^postevent_\d+$/),
      cursor: expect.stringMatching(/^content\.\d{16}$/),
      data: { postId: expect.stringMatching(/^post_/), revision: 1, url: 'http://127.0.0.1:4000/posts/thin-post' },
    });
    expect(received.headers).toMatchObject({ 'webhook-id': id, 'content-type': 'application/json; charset=utf-8' });
    const { data } = await open.client.send('query ($after: Cursor) { postEvents(after: $after) { nodes { id } } }', {
      after: cursor,
    });
    expect(data).toEqual({ postEvents: { nodes: [] } });
    await waitUntil(async () => (await open.deliveries()).nodes[0]?.['status'] === 'SUCCEEDED');
    expect((await open.deliveries()).nodes).toMatchObject([
      {
        attempt: 1,
        statusCode: 200,
        responseExcerpt: 'thanks',
        requestExcerpt: received.body,
        event: { post: { slug: 'thin-post' } },
      },
    ]);
  });

  test('The owner selects what arrives, across services, in the format of CloudEvents that its library reads', async () => {
    const query = '{ postId post { ...Words author { handle } } } fragment Words on Post { title topics { slug } }';
    await open.create(`${receiver.url}/cloud`, { query, format: 'CLOUDEVENTS', filter: { kinds: ['NEWS'] } });
    await open.publish(['cloud-post']);
    const [received] = await receiver.at('/cloud', 1);
    if (!received) throw new Error('Nothing arrived.');
    const event = HTTP.toEvent({ headers: received.headers, body: received.body }) as CloudEventV1<unknown>;
    expect(event).toMatchObject({
      specversion: '1.0',
      id: received.headers['webhook-id'],
      source: 'http://127.0.0.1:4000',
      type: 'post.published',
      datacontenttype: 'application/json',
      subject: expect.stringMatching(/^post_/),
      sequence: expect.stringMatching(/^\d{16}$/),
      data: { postId: event.subject, post: { title: 'cloud-post', topics: [], author: null } },
    });
  });

  test.each([
    ['{ post { titel } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ post { ...Missing } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ post { comments(first: 100) { nodes { replies(first: 100) { nodes { id } } } } } }', 'QUERY_TOO_COMPLEX'],
    [`{ post { ${'author { posts(first: 1) { nodes { '.repeat(4)} id ${'} } } '.repeat(4)} } }`, 'QUERY_TOO_DEEP'],
  ])(
    'The selection %s is refused when it is saved, with the code of an operation that is not allowed',
    async (query, code) => {
      const input = { url: `${receiver.url}/`, query };
      const { errors } = await open.mutate('createWebhook', 'CreateWebhookInput', input, 'webhook { id }');
      expect(errors?.[0]?.extensions).toMatchObject({ code, argument: ['input', 'query'] });
    },
  );
});

describe('What webhooks promise', () => {
  let open: WebhookGraph;
  let receiver: Receiver;

  beforeAll(async () => {
    open = await openWebhookGraph('embedded', 'promises');
  });
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await open.sql('DELETE FROM content.webhooks');
    await receiver.close();
  });
  afterAll(async () => {
    await open.close();
  });

  const slugs = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}-${index}`);
  const slugOf = (received: Received) => String((json(received)['data'] as { url: string }).url.split('/').at(-1));

  test('Entries arrive in order, and each again until it is taken, with the same id and a new signature', async () => {
    const seen = new Set<string>();
    const { secret } = await open.create(`${receiver.url}/third`);
    receiver.answerWith((response, received) => {
      const id = String(received.headers['webhook-id']);
      const fails = Number(id.split('_')[1]) % 3 === 0 && !seen.has(id);
      seen.add(id);
      answer(fails ? 500 : 204)(response, received);
    });
    const names = slugs('third', 9);
    await open.publish(names);
    await waitUntil(
      async () => (await open.deliveries()).nodes.filter(({ status }) => status === 'SUCCEEDED').length === 9,
    );
    const all = await receiver.at('/third', 12);
    for (const received of all) verify(secret, received);
    const first = [...new Map(all.toReversed().map((each) => [each.headers['webhook-id'], each])).values()];
    expect(first.map(slugOf).toSorted()).toEqual(names);
    const firstAttempts = all.filter(
      (each, index) => all.findIndex((other) => other.headers['webhook-id'] === each.headers['webhook-id']) === index,
    );
    expect(firstAttempts.map(slugOf)).toEqual(names);
    expect(all).toHaveLength(12);
  });

  test('An endpoint gets what its owner may read, and one that an API key made only what the key may', async () => {
    const key = await open.client.mutate('createApiKey', { name: 'k', scopes: ['WEBHOOKS_MANAGE'] }, open.accessToken);
    await open.create(`${receiver.url}/owner`);
    await open.create(`${receiver.url}/key`, {}, String(key.secret));
    await open.publish(['for-members'], { visibility: Visibility.MEMBERS });
    await open.publish(['for-all']);
    expect((await receiver.at('/owner', 2)).map(slugOf)).toEqual(['for-members', 'for-all']);
    expect((await receiver.at('/key', 1)).map(slugOf)).toEqual(['for-all']);
  });

  test('A suspended owner gets nothing, and all of it in order once reinstated', async () => {
    await open.create(`${receiver.url}/suspended`);
    const suspend = (suspended: boolean) =>
      open.sql("UPDATE membership.members SET suspended = $1 WHERE handle = 'ines'", [suspended]);
    await suspend(true);
    await open.publish(['while-away-1', 'while-away-2']);
    await waitUntil(
      async () => (await open.sql('SELECT 1 FROM content.webhooks WHERE wait_until > now()')).length === 1,
    );
    expect(receiver.received).toEqual([]);
    await suspend(false);
    await open.sql('UPDATE content.webhooks SET wait_until = NULL');
    expect((await receiver.at('/suspended', 2)).map(slugOf)).toEqual(['while-away-1', 'while-away-2']);
  });

  test('Two secrets sign for a day after a rotation, and a ping shows that an endpoint works', async () => {
    const { id, secret } = await open.create(`${receiver.url}/ping`);
    const rotated = await open.mutate('rotateWebhookSecret', 'WebhookInput', { id }, 'secret');
    const { secret: next } = rotated.data?.['result'] as { secret: string };
    const sent = await open.mutate('pingWebhook', 'WebhookInput', { id }, 'delivery { id }');
    const { delivery } = sent.data?.['result'] as { delivery: { id: string } };
    const [ping] = await receiver.at('/ping', 1);
    if (!ping) throw new Error('Nothing arrived.');
    expect(verify(secret, ping)).toEqual(verify(next, ping));
    expect(json(ping)).toMatchObject({ type: 'ping', id: delivery.id, data: { webhookId: id } });
    expect(ping.headers['webhook-id']).toBe(delivery.id);
  });

  test('An endpoint that answers 410 gets nothing more, and its owner a mail', async () => {
    const { id } = await open.create(`${receiver.url}/gone`);
    receiver.answerWith(answer(410));
    await open.publish(['gone-1', 'gone-2']);
    await waitUntil(async () => (await open.deliveries()).disabledReason === 'GONE');
    const mail = (await open.mailbox.mailsTo(open.email, 3)).at(-1);
    expect(mail).toContain(id);
    expect(mail).toContain('410');
    expect(receiver.received).toHaveLength(1);
    receiver.answerWith(answer(200));
    await open.mutate('updateWebhook', 'UpdateWebhookInput', { id, enabled: true }, 'webhook { id }');
    expect((await receiver.at('/gone', 2)).map(slugOf)).toEqual(['gone-1', 'gone-2']);
  });

  test('An entry that an endpoint never takes stays the only one that is lost, and the endpoint is not disabled', async () => {
    const { id } = await open.create(`${receiver.url}/poison`);
    const enable = (enabled: boolean) =>
      open.mutate('updateWebhook', 'UpdateWebhookInput', { id, enabled }, 'webhook { id }');
    // All are there before the first attempt, so that others succeed before the last attempt at the first one.
    await enable(false);
    receiver.answerWith((response, received) => answer(slugOf(received) === 'poison' ? 500 : 200)(response, received));
    await open.publish(['poison', ...slugs('healthy', 3)]);
    await enable(true);
    await waitUntil(async () => (await open.deliveries()).nodes.some(({ status }) => status === 'FAILED'));
    expect(await open.deliveries()).toMatchObject({ enabled: true });
    const failed = (await open.deliveries()).nodes.filter(({ status }) => status === 'FAILED');
    expect(failed).toMatchObject([{ attempt: 5, event: { post: { slug: 'poison' } }, statusCode: 500 }]);
    await open.publish(['after-poison']);
    const succeeded = async () => (await open.deliveries()).nodes.filter(({ status }) => status === 'SUCCEEDED').length;
    await waitUntil(async () => (await succeeded()) === 4);
    expect(await open.deliveries()).toMatchObject({ enabled: true, failingSince: null });
  });

  test('A selection that the schema never has again disables its endpoint after the last attempt, which has lost nothing once it is corrected', async () => {
    const { id } = await open.create(`${receiver.url}/schema`, { query: '{ post { title } }' });
    await open.sql("UPDATE content.webhooks SET query = '{ post { gone } }'");
    await open.publish(['before-correction']);
    await waitUntil(async () => (await open.deliveries()).disabledReason === 'INVALID');
    await waitUntil(async () =>
      (await open.mailbox.mailsTo(open.email, 1)).some((mail) => mail.includes(id) && mail.includes('au schéma')),
    );
    const correction = { id, query: '{ post { slug } }', enabled: true };
    await open.mutate('updateWebhook', 'UpdateWebhookInput', correction, 'webhook { id }');
    const [received] = await receiver.at('/schema', 1);
    expect(received && json(received)).toMatchObject({ data: { post: { slug: 'before-correction' } } });
  });

  test('An endpoint whose entries were deleted before they could be sent is disabled, and goes on with the oldest one held', async () => {
    const { id } = await open.create(`${receiver.url}/late`);
    await open.mutate('updateWebhook', 'UpdateWebhookInput', { id, enabled: false }, 'webhook { id }');
    await open.publish(['expired', 'held']);
    const newest = '(SELECT max(position) FROM content.events)';
    await open.sql(`DELETE FROM content.events WHERE position < ${newest}`);
    await open.sql('UPDATE content.webhooks SET enabled = true');
    await waitUntil(async () => (await open.deliveries()).disabledReason === 'EXPIRED');
    await open.mutate('updateWebhook', 'UpdateWebhookInput', { id, enabled: true }, 'webhook { id }');
    expect((await receiver.at('/late', 1)).map(slugOf)).toEqual(['held']);
  });
});
