import { createHmac } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { anonymous, ErasureMode, type LoggedEvent, Scope, systemClock } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { idOf } from '../../test/support/samples';
import { ADA, BOB, openWebhooks, type Payload, type Webhooks } from '../../test/support/webhooks';
import { createWebhookSecrets } from './webhook-secret';

describe('Webhooks', () => {
  let hooks: Webhooks;

  beforeEach(async () => {
    hooks = await openWebhooks();
  });
  afterEach(() => hooks.close());

  test('An endpoint is created with a secret that is shown once, and is neither in the database nor in another reply', async () => {
    const { webhook, secret } = await hooks.mutate('createWebhook', {
      url: 'HTTPS://Example.org:443/a?b=c',
      filter: { kinds: ['NEWS'], publishedAt: { from: '2026-01-01' } },
      query: '{ post { title } }',
    });
    expect(webhook).toMatchObject({
      url: 'https://example.org/a?b=c',
      types: ['PUBLISHED'],
      filter: '{kinds: [NEWS], publishedAt: {from: "2026-01-01"}}',
      query: '{ post { title } }',
      format: 'STANDARD',
      enabled: true,
      disabledReason: null,
    });
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const [row] = await hooks.sql<{ secret_salt: Buffer }>('SELECT * FROM webhooks');
    const stored = JSON.stringify(row) + String(row?.secret_salt.toString('base64'));
    expect(stored).not.toContain(secret?.slice('whsec_'.length));
    expect(statSync(join(hooks.folder, 'webhook.secret')).mode & 0o777).toBe(0o600);
    await hooks.publish('one');
    const [claimed] = await hooks.claim();
    expect(claimed?.secrets).toEqual([secret?.slice('whsec_'.length)]);
  });

  test('The key of the secrets can be a setting, and the same key gives the same secrets', () => {
    const key = 'k'.repeat(32);
    const salt = Buffer.alloc(32, 1);
    const expected = createHmac('sha256', key).update(salt).digest('base64');
    expect(createWebhookSecrets(key, join(hooks.folder, 'unused')).secretOf(salt)).toBe(expected);
    const file = join(hooks.folder, 'shared.key');
    // One of them creates the file.
    expect(createWebhookSecrets(null, file).secretOf(salt)).toBe(createWebhookSecrets(null, file).secretOf(salt));
  });

  test.each([
    [{ url: 'http://example.org/' }, 'INVALID', 'url'],
    [{ url: 'https://127.0.0.1/' }, 'INVALID', 'url'],
    [{ url: 'https://2130706433/' }, 'INVALID', 'url'],
    [{ url: 'https://user:pass@example.org/' }, 'INVALID', 'url'],
    [{ types: [] }, 'REQUIRED', 'types'],
    [{ query: '{ post { title }' }, 'INVALID', 'query'],
    [{ query: '{ post { title } } query { viewer { email } }' }, 'INVALID', 'query'],
    [{ query: `{ ${'a '.repeat(6000)} }` }, 'INVALID', 'query'],
  ])('The endpoint %j is refused', async (changed, code, field) => {
    const input = { url: 'https://example.org/', ...changed };
    expect((await hooks.mutate('createWebhook', input)).userErrors).toEqual([{ code, field: [field] }]);
    const id = await hooks.create();
    expect((await hooks.mutate('updateWebhook', { id, ...changed })).userErrors).toEqual([{ code, field: [field] }]);
  });

  test('A filter that names what does not exist is refused with what does', async () => {
    const { errors } = await hooks.run('createWebhook', {
      url: 'https://example.org/',
      filter: { topicSlugs: ['wrk'] },
    });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test('A member has at most fifty endpoints, and sees and changes no others', async () => {
    const created: Payload[] = [];
    for (let round = 0; round < 13; round += 1) {
      const four = Array.from({ length: 4 }, () => hooks.mutate('createWebhook', { url: 'https://example.org/' }));
      created.push(...(await Promise.all(four)));
    }
    expect(created.filter(({ webhook }) => webhook)).toHaveLength(50);
    expect(created.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['CONFLICT', 'CONFLICT']);
    const id = created.find(({ webhook }) => webhook)?.webhook?.id ?? '';
    for (const name of ['updateWebhook', 'pingWebhook', 'rotateWebhookSecret', 'deleteWebhook']) {
      expect((await hooks.mutate(name, { id }, BOB)).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['id'] }]);
    }
    const replay = { id, after: 'content.0000000000000000' };
    expect((await hooks.mutate('replayWebhook', replay, BOB)).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['id'] },
    ]);
    expect((await hooks.open.query('{ webhooks { id } }', {}, BOB)).data).toEqual({ webhooks: [] });
    const key = memberIdentity(idOf('member', 1), { scopes: [Scope.POSTS_READ], apiKeyId: 'apikey_1' });
    for (const identity of [anonymous, key])
      expect((await hooks.open.query('{ webhooks { id } }', {}, identity)).data).toEqual({ webhooks: null });
    expect((await hooks.run('pingWebhook', { id }, key)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('A new secret signs together with the one before it for 24 hours', async () => {
    const { webhook, secret } = await hooks.mutate('createWebhook', { url: 'https://example.org/' });
    const id = webhook?.id ?? '';
    const rotated = await hooks.mutate('rotateWebhookSecret', { id });
    expect(rotated.secret).not.toBe(secret);
    expect(rotated.webhook?.['secretRotatedAt']).not.toBeNull();
    await hooks.sql('UPDATE webhooks SET secret_rotated_at = now()');
    await hooks.publish('one');
    const both = [rotated.secret, secret].map((text) => text?.slice('whsec_'.length));
    expect((await hooks.claim())[0]?.secrets).toEqual(both);
    await hooks.sql(
      "UPDATE webhooks SET lease = NULL, lease_until = NULL, secret_rotated_at = now() - interval '24 hours'",
    );
    expect((await hooks.claim())[0]?.secrets).toEqual(both.slice(0, 1));
  });

  test('A ping is sent once, also to an endpoint that is disabled, and two requests at once queue one', async () => {
    const id = await hooks.create();
    await hooks.mutate('updateWebhook', { id, enabled: false });
    await hooks.publish('one');
    const { delivery } = await hooks.mutate('pingWebhook', { id });
    expect(delivery).toMatchObject({ status: 'PENDING', attempt: 0, redelivery: false, event: null });
    expect((await hooks.mutate('pingWebhook', { id })).delivery?.id).toBe(delivery?.id);
    await hooks.sql('UPDATE webhook_deliveries SET next_attempt_at = now()');
    const [claimed] = await hooks.claim();
    expect(claimed).toMatchObject({ isCurrent: false, due: [{ id: delivery?.id, position: null, attempts: 0 }] });
    await hooks.attempt(id, { deliveryId: delivery?.id ?? null, position: null, outcome: 'FAILED' });
    expect(await hooks.deliveries()).toMatchObject({ failingSince: null, nodes: [{ status: 'FAILED' }] });
    expect((await hooks.mutate('redeliverWebhook', { deliveryId: delivery?.id })).userErrors).toMatchObject([
      { code: 'UNSUPPORTED' },
    ]);
  });

  test('One delivery, a range of the log, and the failed ones of a range can be sent again', async () => {
    const id = await hooks.create();
    await hooks.publish('one', 'two', 'three');
    await hooks.claim();
    await hooks.attempt(id, { position: 1 });
    await hooks.attempt(id, { position: 2, outcome: 'FAILED', retryInMs: null });
    await hooks.attempt(id, { position: 3 });
    await hooks.release(id, { position: 3 });
    await hooks.mutate('updateWebhook', { id, enabled: true });
    const [third] = (await hooks.deliveries()).nodes;
    const again = await hooks.mutate('redeliverWebhook', { deliveryId: third?.['id'] });
    expect(again.delivery).toMatchObject({
      status: 'PENDING',
      redelivery: true,
      event: { cursor: 'content.0000000000000003' },
    });
    expect((await hooks.mutate('redeliverWebhook', { deliveryId: again.delivery?.id })).userErrors).toMatchObject([
      { code: 'LOCKED' },
    ]);
    expect((await hooks.mutate('redeliverWebhook', { deliveryId: third?.['id'] }, BOB)).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    const after = 'content.0000000000000000';
    expect((await hooks.mutate('replayWebhook', { id, after, onlyFailed: true })).queued).toBe(1);
    expect((await hooks.mutate('replayWebhook', { id, after, until: 'content.0000000000000002' })).queued).toBe(2);
    expect((await hooks.deliveries({ statuses: ['PENDING'] })).nodes).toHaveLength(4);
    const { errors } = await hooks.run('replayWebhook', { id, after: 'content.0000000000000099' });
    expect(errors?.[0]?.extensions['code']).toBe('INVALID_CURSOR');
  });

  test('At most a thousand deliveries wait for an endpoint', async () => {
    const id = await hooks.create();
    await hooks.sql(
      `INSERT INTO events (position, type, subject, payload, occurred_at) SELECT n, 'PostPublished', 'post_1', '{"revision":1,"visibility":"PUBLIC","authorId":null,"organisationId":null}', now() FROM generate_series(1, 1001) n`,
    );
    const replay = { id, after: 'content.0000000000000000' };
    expect((await hooks.mutate('replayWebhook', replay)).userErrors).toEqual([{ code: 'TOO_LONG', field: ['until'] }]);
    const until = 'content.0000000000000600';
    expect((await hooks.mutate('replayWebhook', { ...replay, until })).queued).toBe(600);
    expect((await hooks.mutate('replayWebhook', { ...replay, until })).userErrors).toEqual([
      { code: 'CONFLICT', field: null },
    ]);
  });

  test('Bodies are shown only to a credential that may read what the endpoint is sent', async () => {
    const id = await hooks.create();
    await hooks.publish('one');
    await hooks.claim();
    await hooks.attempt(id);
    expect((await hooks.deliveries()).nodes).toMatchObject([{ requestExcerpt: '{"a":1}', responseExcerpt: 'ok' }]);
    const key = memberIdentity(idOf('member', 1), { scopes: [Scope.WEBHOOKS_MANAGE], apiKeyId: 'apikey_1' });
    expect((await hooks.deliveries(null, key)).nodes).toMatchObject([{ requestExcerpt: null, responseExcerpt: null }]);
  });

  test('The data export has the endpoints of a member, without secrets, and an erasure deletes them', async () => {
    const id = await hooks.create();
    await hooks.publish('one');
    await hooks.claim();
    await hooks.attempt(id);
    const data = (await hooks.open.personalDataOf(String(ADA.memberId)))['webhooks'];
    expect(data).toMatchObject([
      { id, url: 'https://example.org/hooks', deliveries: [{ position: 1, requestExcerpt: '{"a":1}' }] },
    ]);
    expect(JSON.stringify(data)).not.toMatch(/salt|secret|whsec/i);
    const payload = { mode: ErasureMode.ANONYMISE_CONTENT };
    const erasure = { position: 1, type: 'MemberErased', subject: ADA.memberId, payload, occurredAt: new Date(0) };
    const none = { read: async () => [] };
    const membership = { read: async (after: number) => (after < 1 ? [erasure as LoggedEvent] : []) };
    await hooks.open.catchUp({ membership, partnerships: none, ratings: none }, systemClock);
    expect(await hooks.sql('SELECT id FROM webhooks UNION ALL SELECT id FROM webhook_deliveries')).toEqual([]);
  });

  test('An endpoint is deleted with its deliveries', async () => {
    const id = await hooks.create();
    await hooks.publish('one');
    await hooks.claim();
    await hooks.attempt(id);
    expect((await hooks.mutate('deleteWebhook', { id })).deletedId).toBe(id);
    expect(await hooks.sql('SELECT id FROM webhook_deliveries')).toEqual([]);
    expect(await hooks.attempt(id)).toEqual({ held: false, continues: false });
  });
});
