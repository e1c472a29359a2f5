import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { content, type ContentContext } from '@wizness/content';
import {
  anonymous,
  ErasureMode,
  type Identity,
  type LoggedEvent,
  Scope,
  systemClock,
  Visibility,
} from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { DataSource } from 'typeorm';
import { idOf, news, publishAll } from '../../test/support/samples';
import { createWebhookSecrets } from './webhook-secret';

const ADA = memberIdentity(idOf('member', 1));
const BOB = memberIdentity(idOf('member', 2));
const LEASE = '00000000-0000-4000-8000-000000000001';
const OTHER_LEASE = '00000000-0000-4000-8000-000000000002';

const FIELDS: Readonly<Record<string, string>> = {
  createWebhook: 'secret webhook { id url types filter query format enabled disabledReason }',
  updateWebhook: 'webhook { id url types filter query format enabled disabledReason }',
  pingWebhook: 'delivery { id status attempt redelivery event { id } }',
  rotateWebhookSecret: 'secret webhook { id secretRotatedAt }',
  deleteWebhook: 'deletedId',
  redeliverWebhook: 'delivery { id status redelivery event { cursor } }',
  replayWebhook: 'queued webhook { id }',
};

interface Payload {
  readonly webhook?: { readonly id: string; readonly [field: string]: unknown } | null;
  readonly delivery?: { readonly id: string; readonly [field: string]: unknown } | null;
  readonly secret?: string | null;
  readonly deletedId?: string | null;
  readonly queued?: number | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}

describe('Webhooks', () => {
  let open: OpenSubgraph<ContentContext>;
  let db: DataSource;
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wizness-webhooks-'));
    const settings = content.settings.parse({ DATA_DIR: folder });
    open = await openSubgraph(content, settings);
    db = await new DataSource({ type: 'postgres', url: open.url }).initialize();
    await db.query('SET search_path TO content');
  });
  afterEach(async () => {
    await db.destroy();
    await open.close();
    rmSync(folder, { recursive: true });
  });

  const run = (name: string, input: object, identity: Identity = ADA) => {
    const own = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const type = content.schema.getType(own) ? own : 'WebhookInput';
    const source = `mutation ($input: ${type}!) { payload: ${name}(input: $input) { ${FIELDS[name]} userErrors { code field } } }`;
    return open.query(source, { input }, identity);
  };
  const mutate = async (name: string, input: object, identity?: Identity): Promise<Payload> => {
    const { data, errors } = await run(name, input, identity);
    if (errors) throw errors[0];
    return data?.['payload'] as Payload;
  };
  const create = async (input: object = {}, identity?: Identity): Promise<string> => {
    const { webhook } = await mutate('createWebhook', { url: 'https://example.org/hooks', ...input }, identity);
    if (!webhook) throw new Error('The webhook was refused.');
    return webhook.id;
  };
  const publish = (...slugs: string[]) =>
    publishAll(
      open.context(),
      slugs.map((slug) => news(slug)),
    );
  const queue = () => open.context({ clock: systemClock }).webhookQueue;
  const claim = (lease = LEASE) => queue().claim({ lease, leaseSeconds: 60, limit: 10 });
  const attempt = (webhookId: string, more: Partial<Parameters<ReturnType<typeof queue>['record']>[0]> = {}) =>
    queue().record({
      ...{ webhookId, lease: LEASE, leaseSeconds: 60, deliveryId: null, position: 1, outcome: 'SUCCEEDED' },
      ...{ statusCode: 200, error: null, durationMs: 7, requestExcerpt: '{"a":1}', responseExcerpt: 'ok' },
      ...{ retryInMs: null, waitMs: 0 },
      ...more,
    });
  const release = (webhookId: string, more: object = {}) =>
    queue().release({
      ...{ webhookId, lease: LEASE, leaseSeconds: 60, position: null, waitMs: 0, disabledReason: null },
      ...more,
    });
  const deliveries = async (filter: object | null = null, identity = ADA) => {
    const fields =
      'id status attempt redelivery statusCode error durationMs requestExcerpt responseExcerpt sentAt nextAttemptAt event { cursor post { slug } }';
    const source = `query ($filter: WebhookDeliveryFilter) { webhooks { enabled disabledReason failingSince deliveries(filter: $filter) { nodes { ${fields} } totalCount } } }`;
    const { data, errors } = await open.query(source, { filter }, identity);
    expect(errors).toBeUndefined();
    const [webhook] = (data as { webhooks: { deliveries: { nodes: Record<string, unknown>[] } }[] }).webhooks;
    return { ...webhook, nodes: webhook?.deliveries.nodes ?? [] };
  };
  const tidy = async () => {
    await db.query("INSERT INTO jobs (id, kind, payload) VALUES ('job_1', 'tidy-webhooks', '{}')");
    await open.runDueJobs(systemClock);
  };
  const logged = async () =>
    (await db.query<{ payload: object }[]>("SELECT payload FROM events WHERE type = 'WebhookDisabled'")).map(
      ({ payload }) => payload,
    );

  test('An endpoint is created with a secret that is shown once, and is neither in the database nor in another reply', async () => {
    const { webhook, secret } = await mutate('createWebhook', {
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
    const [row] = await db.query<{ secret_salt: Buffer }[]>('SELECT * FROM webhooks');
    const stored = JSON.stringify(row) + String(row?.secret_salt.toString('base64'));
    expect(stored).not.toContain(secret?.slice('whsec_'.length));
    expect(statSync(join(folder, 'webhook.key')).mode & 0o777).toBe(0o600);
    await publish('one');
    const [claimed] = await claim();
    expect(claimed?.secrets).toEqual([secret?.slice('whsec_'.length)]);
  });

  test('The key of the secrets can be a setting, and the same key gives the same secrets', () => {
    const key = 'k'.repeat(32);
    const salt = Buffer.alloc(32, 1);
    const expected = createHmac('sha256', key).update(salt).digest('base64');
    expect(createWebhookSecrets(key, join(folder, 'unused')).secretOf(salt)).toBe(expected);
    const file = join(folder, 'shared.key');
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
    expect((await mutate('createWebhook', input)).userErrors).toEqual([{ code, field: [field] }]);
    const id = await create();
    expect((await mutate('updateWebhook', { id, ...changed })).userErrors).toEqual([{ code, field: [field] }]);
  });

  test('A filter that names what does not exist is refused with what does', async () => {
    const { errors } = await run('createWebhook', { url: 'https://example.org/', filter: { topicSlugs: ['wrk'] } });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test('A member has at most fifty endpoints, and sees and changes no others', async () => {
    const created: Payload[] = [];
    for (let round = 0; round < 13; round += 1) {
      const four = Array.from({ length: 4 }, () => mutate('createWebhook', { url: 'https://example.org/' }));
      created.push(...(await Promise.all(four)));
    }
    expect(created.filter(({ webhook }) => webhook)).toHaveLength(50);
    expect(created.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['CONFLICT', 'CONFLICT']);
    const id = created.find(({ webhook }) => webhook)?.webhook?.id ?? '';
    for (const name of ['updateWebhook', 'pingWebhook', 'rotateWebhookSecret', 'deleteWebhook']) {
      expect((await mutate(name, { id }, BOB)).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['id'] }]);
    }
    const replay = { id, after: 'content.0000000000000000' };
    expect((await mutate('replayWebhook', replay, BOB)).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['id'] }]);
    expect((await open.query('{ webhooks { id } }', {}, BOB)).data).toEqual({ webhooks: [] });
    const key = memberIdentity(idOf('member', 1), { scopes: [Scope.POSTS_READ], apiKeyId: 'apikey_1' });
    for (const identity of [anonymous, key])
      expect((await open.query('{ webhooks { id } }', {}, identity)).data).toEqual({ webhooks: null });
    expect((await run('pingWebhook', { id }, key)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('An endpoint gets the entries after its creation, in order, with what the last caller that changed it may read', async () => {
    await publish('before');
    const id = await create({ types: ['PUBLISHED', 'REMOVED'] });
    expect(await claim()).toEqual([]);
    await publish('after');
    const [claimed] = await claim();
    expect(claimed).toMatchObject({ id, position: 1, isCurrent: true, due: [], types: ['PUBLISHED', 'REMOVED'] });
    expect(claimed?.scopes).toContain(Scope.POSTS_READ);
    expect(await claim(OTHER_LEASE)).toEqual([]);
    const key = memberIdentity(idOf('member', 1), { scopes: [Scope.WEBHOOKS_MANAGE], apiKeyId: 'apikey_1' });
    await mutate('updateWebhook', { id, url: 'https://example.org/other' }, key);
    expect(await attempt(id, { position: 2 })).toEqual({ held: false, continues: false });
    expect((await claim(OTHER_LEASE))[0]).toMatchObject({ position: 1, scopes: [Scope.WEBHOOKS_MANAGE] });
  });

  test('Of two workers at the same time each gets other endpoints, and one that was taken for dead writes nothing', async () => {
    const ids = [await create(), await create(), await create()];
    await publish('one');
    const claims = await Promise.all([LEASE, OTHER_LEASE, LEASE].map((lease) => claim(lease)));
    expect(
      claims
        .flat()
        .map((webhook) => webhook.id)
        .toSorted(),
    ).toEqual(ids.toSorted());
    await db.query("UPDATE webhooks SET lease_until = now() - interval '1 second'");
    expect(await claim(OTHER_LEASE)).toHaveLength(3);
    expect(await attempt(ids[0] ?? '')).toEqual({ held: false, continues: false });
    expect((await deliveries()).nodes).toEqual([]);
  });

  test('A failed attempt is tried again when it is due, and the entries after it go on', async () => {
    const id = await create();
    await publish('one', 'two');
    await claim();
    const failed = {
      outcome: 'FAILED',
      statusCode: 500,
      error: 'The endpoint answered 500.',
      retryInMs: 5000,
    } as const;
    expect(await attempt(id, { position: 1, ...failed })).toEqual({ held: true, continues: true });
    expect(await attempt(id, { position: 2 })).toEqual({ held: true, continues: true });
    await release(id, { position: 2 });
    const { nodes } = await deliveries();
    expect(nodes).toMatchObject([
      { status: 'SUCCEEDED', attempt: 1, statusCode: 200, error: null, durationMs: 7, nextAttemptAt: null },
      {
        status: 'PENDING',
        attempt: 1,
        statusCode: 500,
        event: { cursor: 'content.0000000000000001', post: { slug: 'one' } },
      },
    ]);
    expect(nodes[1]?.['nextAttemptAt']).not.toBeNull();
    expect(await claim()).toEqual([]);
    await db.query('UPDATE webhook_deliveries SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL');
    const [claimed] = await claim();
    expect(claimed).toMatchObject({ isCurrent: false, position: 2, due: [{ position: 1, attempts: 1 }] });
    await attempt(id, { deliveryId: claimed?.due[0]?.id ?? null, position: 1 });
    expect((await deliveries({ statuses: ['PENDING', 'FAILED'] })).nodes).toEqual([]);
  });

  test('After five failures in a row first attempts pause, until one succeeds', async () => {
    const id = await create();
    await publish('one', 'two', 'three', 'four', 'five', 'six');
    await claim();
    const failed = { outcome: 'FAILED', retryInMs: 5000 } as const;
    const continues = [];
    for (const position of [1, 2, 3, 4, 5]) continues.push((await attempt(id, { position, ...failed })).continues);
    expect(continues).toEqual([true, true, true, true, false]);
    await release(id);
    expect(await claim()).toEqual([]);
    await db.query('UPDATE webhook_deliveries SET next_attempt_at = now() WHERE position = 1');
    const [claimed] = await claim();
    expect(claimed).toMatchObject({ isCurrent: false, due: [{ position: 1 }] });
    await attempt(id, { position: 1, deliveryId: claimed?.due[0]?.id ?? null });
    await release(id);
    expect((await claim())[0]).toMatchObject({ isCurrent: true, position: 5 });
    expect(await deliveries()).toMatchObject({ failingSince: null, enabled: true });
  });

  test('An endpoint that asks to be left alone gets nothing until then', async () => {
    const id = await create();
    await publish('one', 'two');
    await claim();
    const asked = { outcome: 'FAILED', statusCode: 429, retryInMs: 60_000, waitMs: 60_000 } as const;
    expect((await attempt(id, asked)).continues).toBe(false);
    await release(id);
    expect(await claim()).toEqual([]);
    await db.query('UPDATE webhooks SET wait_until = now()');
    expect(await claim()).toHaveLength(1);
  });

  test('An endpoint that answers 410 is disabled, its owner is told, and enabled again it continues where it stopped', async () => {
    const id = await create();
    await publish('one', 'two');
    await claim();
    expect(await attempt(id, { outcome: 'GONE', statusCode: 410 })).toEqual({ held: true, continues: false });
    await release(id);
    expect(await deliveries()).toMatchObject({ enabled: false, disabledReason: 'GONE', nodes: [{ status: 'FAILED' }] });
    expect(await logged()).toEqual([{ memberId: ADA.memberId, reason: 'GONE' }]);
    expect(await claim()).toEqual([]);
    const { webhook } = await mutate('updateWebhook', { id, enabled: true });
    expect(webhook).toMatchObject({ enabled: true, disabledReason: null });
    expect((await claim())[0]).toMatchObject({ position: 1, isCurrent: true });
  });

  test('The last failure disables an endpoint only if nothing arrived since the first attempt', async () => {
    const id = await create();
    await publish('poison', 'good');
    await claim();
    const failed = { outcome: 'FAILED', retryInMs: 5000, statusCode: 500 } as const;
    await attempt(id, { position: 1, ...failed });
    await attempt(id, { position: 2 });
    const [poison] = (await deliveries({ statuses: ['PENDING'] })).nodes;
    const last = { position: 1, deliveryId: String(poison?.['id']), ...failed, retryInMs: null };
    await attempt(id, last);
    expect(await deliveries({ statuses: ['FAILED'] })).toMatchObject({ enabled: true, nodes: [{ attempt: 2 }] });
    expect(await logged()).toEqual([]);
    await publish('three');
    await attempt(id, { position: 3, ...failed, retryInMs: null });
    expect(await deliveries()).toMatchObject({ enabled: false, disabledReason: 'EXHAUSTED' });
    expect(await logged()).toEqual([{ memberId: ADA.memberId, reason: 'EXHAUSTED' }]);
  });

  test('A new secret signs together with the one before it for 24 hours', async () => {
    const { webhook, secret } = await mutate('createWebhook', { url: 'https://example.org/' });
    const id = webhook?.id ?? '';
    const rotated = await mutate('rotateWebhookSecret', { id });
    expect(rotated.secret).not.toBe(secret);
    expect(rotated.webhook?.['secretRotatedAt']).not.toBeNull();
    await db.query('UPDATE webhooks SET secret_rotated_at = now()');
    await publish('one');
    const both = [rotated.secret, secret].map((text) => text?.slice('whsec_'.length));
    expect((await claim())[0]?.secrets).toEqual(both);
    await db.query(
      "UPDATE webhooks SET lease = NULL, lease_until = NULL, secret_rotated_at = now() - interval '24 hours'",
    );
    expect((await claim())[0]?.secrets).toEqual(both.slice(0, 1));
  });

  test('A ping is sent once, also to an endpoint that is disabled, and two requests at once queue one', async () => {
    const id = await create();
    await mutate('updateWebhook', { id, enabled: false });
    await publish('one');
    const { delivery } = await mutate('pingWebhook', { id });
    expect(delivery).toMatchObject({ status: 'PENDING', attempt: 0, redelivery: false, event: null });
    expect((await mutate('pingWebhook', { id })).delivery?.id).toBe(delivery?.id);
    await db.query('UPDATE webhook_deliveries SET next_attempt_at = now()');
    const [claimed] = await claim();
    expect(claimed).toMatchObject({ isCurrent: false, due: [{ id: delivery?.id, position: null, attempts: 0 }] });
    await attempt(id, { deliveryId: delivery?.id ?? null, position: null, outcome: 'FAILED' });
    expect(await deliveries()).toMatchObject({ failingSince: null, nodes: [{ status: 'FAILED' }] });
    expect((await mutate('redeliverWebhook', { deliveryId: delivery?.id })).userErrors).toMatchObject([
      { code: 'UNSUPPORTED' },
    ]);
  });

  test('One delivery, a range of the log, and the failed ones of a range can be sent again', async () => {
    const id = await create();
    await publish('one', 'two', 'three');
    await claim();
    await attempt(id, { position: 1 });
    await attempt(id, { position: 2, outcome: 'FAILED', retryInMs: null });
    await attempt(id, { position: 3 });
    await release(id, { position: 3 });
    await mutate('updateWebhook', { id, enabled: true });
    const [third] = (await deliveries()).nodes;
    const again = await mutate('redeliverWebhook', { deliveryId: third?.['id'] });
    expect(again.delivery).toMatchObject({
      status: 'PENDING',
      redelivery: true,
      event: { cursor: 'content.0000000000000003' },
    });
    expect((await mutate('redeliverWebhook', { deliveryId: again.delivery?.id })).userErrors).toMatchObject([
      { code: 'LOCKED' },
    ]);
    expect((await mutate('redeliverWebhook', { deliveryId: third?.['id'] }, BOB)).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    const after = 'content.0000000000000000';
    expect((await mutate('replayWebhook', { id, after, onlyFailed: true })).queued).toBe(1);
    expect((await mutate('replayWebhook', { id, after, until: 'content.0000000000000002' })).queued).toBe(2);
    expect((await deliveries({ statuses: ['PENDING'] })).nodes).toHaveLength(4);
    const { errors } = await run('replayWebhook', { id, after: 'content.0000000000000099' });
    expect(errors?.[0]?.extensions['code']).toBe('INVALID_CURSOR');
  });

  test('At most a thousand deliveries wait for an endpoint', async () => {
    const id = await create();
    await db.query(
      `INSERT INTO events (position, type, subject, payload, occurred_at) SELECT n, 'PostPublished', 'post_1', '{"revision":1,"visibility":"PUBLIC","authorId":null,"organisationId":null}', now() FROM generate_series(1, 1001) n`,
    );
    const replay = { id, after: 'content.0000000000000000' };
    expect((await mutate('replayWebhook', replay)).userErrors).toEqual([{ code: 'TOO_LONG', field: ['until'] }]);
    const until = 'content.0000000000000600';
    expect((await mutate('replayWebhook', { ...replay, until })).queued).toBe(600);
    expect((await mutate('replayWebhook', { ...replay, until })).userErrors).toEqual([
      { code: 'CONFLICT', field: null },
    ]);
  });

  test('Bodies are shown only to a credential that may read what the endpoint is sent', async () => {
    const id = await create();
    await publish('one');
    await claim();
    await attempt(id);
    expect((await deliveries()).nodes).toMatchObject([{ requestExcerpt: '{"a":1}', responseExcerpt: 'ok' }]);
    const key = memberIdentity(idOf('member', 1), { scopes: [Scope.WEBHOOKS_MANAGE], apiKeyId: 'apikey_1' });
    expect((await deliveries(null, key)).nodes).toMatchObject([{ requestExcerpt: null, responseExcerpt: null }]);
  });

  test('An endpoint that waits is moved past other events, so that it does not seem to have missed something', async () => {
    const id = await create();
    await publish('one');
    await claim();
    await attempt(id);
    await release(id);
    await publishAll(open.context(), [news('two', { visibility: Visibility.PUBLIC })]);
    await db.query("UPDATE events SET type = 'CommentAdded' WHERE position = 2");
    await tidy();
    const rows = await db.query<{ position: string }[]>('SELECT position FROM webhooks');
    expect(rows).toEqual([{ position: '2' }]);
  });

  test('Deliveries of more than 30 days ago are deleted, unless they wait', async () => {
    const id = await create();
    await publish('one', 'two');
    await claim();
    await attempt(id);
    await attempt(id, { position: 2, outcome: 'FAILED', retryInMs: 5000 });
    await db.query("UPDATE webhook_deliveries SET created_at = now() - interval '31 days'");
    await tidy();
    expect((await deliveries()).nodes).toMatchObject([{ status: 'PENDING' }]);
  });

  test('The data export has the endpoints of a member, without secrets, and an erasure deletes them', async () => {
    const id = await create();
    await publish('one');
    await claim();
    await attempt(id);
    const data = (await open.personalDataOf(String(ADA.memberId)))['webhooks'];
    expect(data).toMatchObject([
      { id, url: 'https://example.org/hooks', deliveries: [{ position: 1, requestExcerpt: '{"a":1}' }] },
    ]);
    expect(JSON.stringify(data)).not.toMatch(/salt|secret|whsec/i);
    const payload = { mode: ErasureMode.ANONYMISE_CONTENT };
    const erasure = { position: 1, type: 'MemberErased', subject: ADA.memberId, payload, occurredAt: new Date(0) };
    const membership = { read: async (after: number) => (after < 1 ? [erasure as LoggedEvent] : []) };
    await open.catchUp({ membership, partnerships: { read: async () => [] } }, systemClock);
    expect(await db.query('SELECT id FROM webhooks UNION ALL SELECT id FROM webhook_deliveries')).toEqual([]);
  });

  test('An endpoint is deleted with its deliveries', async () => {
    const id = await create();
    await publish('one');
    await claim();
    await attempt(id);
    expect((await mutate('deleteWebhook', { id })).deletedId).toBe(id);
    expect(await db.query('SELECT id FROM webhook_deliveries')).toEqual([]);
    expect(await attempt(id)).toEqual({ held: false, continues: false });
  });
});
