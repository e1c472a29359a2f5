import { content } from '@wizness/content';
import { BACKGROUND_TIMEOUTS, anonymous, createLogger, Scope, systemClock, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { idOf, news, publishAll } from '../../test/support/samples';
import { ADA, BOB, LEASE, openWebhooks, OTHER_LEASE, type Webhooks } from '../../test/support/webhooks';
import { MAX_AT_ONCE_PER_OWNER } from './webhook-queue.store';

describe('The queue of webhooks', () => {
  let hooks: Webhooks;

  beforeEach(async () => {
    hooks = await openWebhooks();
  });
  afterEach(() => hooks.close());

  test('An endpoint gets the entries after its creation, in order, with what the last caller that changed it may read', async () => {
    await hooks.publish('before');
    const id = await hooks.create({ types: ['PUBLISHED', 'REMOVED'] });
    expect(await hooks.claim()).toEqual([]);
    await hooks.publish('after');
    const [claimed] = await hooks.claim();
    expect(claimed).toMatchObject({ id, position: 1, isCurrent: true, due: [], types: ['PUBLISHED', 'REMOVED'] });
    expect(claimed?.scopes).toContain(Scope.POSTS_READ);
    expect(await hooks.claim(OTHER_LEASE)).toEqual([]);
    const key = memberIdentity(idOf('member', 1), { scopes: [Scope.WEBHOOKS_MANAGE], apiKeyId: 'apikey_1' });
    await hooks.mutate('updateWebhook', { id, url: 'https://example.org/other' }, key);
    expect(await hooks.attempt(id, { position: 2 })).toEqual({ held: false, continues: false });
    expect((await hooks.claim(OTHER_LEASE))[0]).toMatchObject({ position: 1, scopes: [Scope.WEBHOOKS_MANAGE] });
  });

  test('A process with another key takes no endpoint, and knows how many wait, until their secrets are rotated there', async () => {
    const id = await hooks.create();
    await hooks.publish('one');
    const other = await content.open({
      database: { url: hooks.open.url, poolSize: 1, timeouts: BACKGROUND_TIMEOUTS },
      settings: content.settings.parse({
        DATA_DIR: hooks.folder,
        WEBHOOK_SECRET: 'another key of more than 32 characters',
      }),
      log: createLogger('content', 'silent'),
    });
    const contextOf = (identity = anonymous) => other.createContext({ identity, clock: systemClock });
    const claim = { lease: OTHER_LEASE, leaseSeconds: 60, limit: 10 };
    const { webhookQueue } = contextOf();
    expect([await webhookQueue.claim(claim), await webhookQueue.countOtherKeys()]).toEqual([[], 1]);
    const { secret } = await contextOf(ADA).webhooks.rotateSecret(id);
    const [claimed] = await webhookQueue.claim(claim);
    // The secret before cannot be made here.
    expect(claimed?.secrets).toEqual([secret?.slice('whsec_'.length)]);
    expect(await webhookQueue.countOtherKeys()).toBe(0);
    await other.close();
  });

  test('Of two workers at the same time each gets other endpoints, and one that was taken for dead writes nothing', async () => {
    const ids = [await hooks.create(), await hooks.create(), await hooks.create()];
    await hooks.publish('one');
    const claims = await Promise.all([LEASE, OTHER_LEASE, LEASE].map((lease) => hooks.claim(lease)));
    expect(
      claims
        .flat()
        .map((webhook) => webhook.id)
        .toSorted(),
    ).toEqual(ids.toSorted());
    await hooks.sql("UPDATE webhooks SET lease_until = now() - interval '1 second'");
    expect(await hooks.claim(OTHER_LEASE)).toHaveLength(3);
    expect(await hooks.attempt(ids[0] ?? '')).toEqual({ held: false, continues: false });
    expect((await hooks.deliveries()).nodes).toEqual([]);
  });

  test('The endpoints of one owner take no more than their share, however many of them wait for an answer', async () => {
    await hooks.create();
    await hooks.create({}, BOB);
    await hooks.sql(`
      INSERT INTO webhooks SELECT (jsonb_populate_record(webhooks, jsonb_build_object('id', webhooks.id || number))).*
      FROM webhooks, generate_series(1, ${2 * MAX_AT_ONCE_PER_OWNER}) AS number WHERE member_id = '${ADA.memberId}'`);
    await hooks.publish('one');
    const ownersOf = async (lease: string) =>
      (await hooks.claim(lease, 100)).map(({ memberId }) => memberId).toSorted();
    const share = [...Array<unknown>(MAX_AT_ONCE_PER_OWNER)].map(() => ADA.memberId);
    expect(await ownersOf(LEASE)).toEqual([...share, BOB.memberId].toSorted());
    expect(await ownersOf(OTHER_LEASE)).toEqual([]);
    await hooks.sql(`
      UPDATE webhooks SET lease = NULL, lease_until = NULL
      WHERE id IN (SELECT id FROM webhooks WHERE lease IS NOT NULL AND member_id = '${ADA.memberId}' ORDER BY id LIMIT 3)`);
    expect(await ownersOf(OTHER_LEASE)).toEqual(share.slice(0, 3));
  });

  test('A failed attempt is tried again when it is due, and the entries after it go on', async () => {
    const id = await hooks.create();
    await hooks.publish('one', 'two');
    await hooks.claim();
    const failed = {
      outcome: 'FAILED',
      statusCode: 500,
      error: 'The endpoint answered 500.',
      retryInMs: 5000,
    } as const;
    expect(await hooks.attempt(id, { position: 1, ...failed })).toEqual({ held: true, continues: true });
    expect(await hooks.attempt(id, { position: 2 })).toEqual({ held: true, continues: true });
    await hooks.release(id, { position: 2 });
    const { nodes } = await hooks.deliveries();
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
    expect(await hooks.claim()).toEqual([]);
    await hooks.sql('UPDATE webhook_deliveries SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL');
    const [claimed] = await hooks.claim();
    expect(claimed).toMatchObject({ isCurrent: false, position: 2, due: [{ position: 1, attempts: 1 }] });
    await hooks.attempt(id, { deliveryId: claimed?.due[0]?.id ?? null, position: 1 });
    expect((await hooks.deliveries({ statuses: ['PENDING', 'FAILED'] })).nodes).toEqual([]);
  });

  test('After five failures in a row first attempts pause, until one succeeds', async () => {
    const id = await hooks.create();
    await hooks.publish('one', 'two', 'three', 'four', 'five', 'six');
    await hooks.claim();
    const failed = { outcome: 'FAILED', retryInMs: 5000 } as const;
    const continues = [];
    for (const position of [1, 2, 3, 4, 5])
      continues.push((await hooks.attempt(id, { position, ...failed })).continues);
    expect(continues).toEqual([true, true, true, true, false]);
    await hooks.release(id);
    expect(await hooks.claim()).toEqual([]);
    await hooks.sql('UPDATE webhook_deliveries SET next_attempt_at = now() WHERE position = 1');
    const [claimed] = await hooks.claim();
    expect(claimed).toMatchObject({ isCurrent: false, due: [{ position: 1 }] });
    await hooks.attempt(id, { position: 1, deliveryId: claimed?.due[0]?.id ?? null });
    await hooks.release(id);
    expect((await hooks.claim())[0]).toMatchObject({ isCurrent: true, position: 5 });
    expect(await hooks.deliveries()).toMatchObject({ failingSince: null, enabled: true });
  });

  test('An endpoint that asks to be left alone gets nothing until then', async () => {
    const id = await hooks.create();
    await hooks.publish('one', 'two');
    await hooks.claim();
    const asked = { outcome: 'FAILED', statusCode: 429, retryInMs: 60_000, waitMs: 60_000 } as const;
    expect((await hooks.attempt(id, asked)).continues).toBe(false);
    await hooks.release(id);
    expect(await hooks.claim()).toEqual([]);
    await hooks.sql('UPDATE webhooks SET wait_until = now()');
    expect(await hooks.claim()).toHaveLength(1);
  });

  test('An endpoint that answers 410 is disabled, its owner gets a notice, and when it is enabled again it continues where it stopped', async () => {
    const id = await hooks.create();
    await hooks.publish('one', 'two');
    await hooks.claim();
    expect(await hooks.attempt(id, { outcome: 'GONE', statusCode: 410 })).toEqual({ held: true, continues: false });
    await hooks.release(id);
    expect(await hooks.deliveries()).toMatchObject({
      enabled: false,
      disabledReason: 'GONE',
      nodes: [{ status: 'FAILED' }],
    });
    expect(await hooks.logged()).toEqual([{ memberId: ADA.memberId, reason: 'GONE' }]);
    expect(await hooks.claim()).toEqual([]);
    const { webhook } = await hooks.mutate('updateWebhook', { id, enabled: true });
    expect(webhook).toMatchObject({ enabled: true, disabledReason: null });
    expect((await hooks.claim())[0]).toMatchObject({ position: 1, isCurrent: true });
  });

  test('The last failure disables an endpoint only if nothing arrived since the first attempt', async () => {
    const id = await hooks.create();
    await hooks.publish('poison', 'good');
    await hooks.claim();
    const failed = { outcome: 'FAILED', retryInMs: 5000, statusCode: 500 } as const;
    await hooks.attempt(id, { position: 1, ...failed });
    await hooks.attempt(id, { position: 2 });
    const [poison] = (await hooks.deliveries({ statuses: ['PENDING'] })).nodes;
    const last = { position: 1, deliveryId: String(poison?.['id']), ...failed, retryInMs: null };
    await hooks.attempt(id, last);
    expect(await hooks.deliveries({ statuses: ['FAILED'] })).toMatchObject({ enabled: true, nodes: [{ attempt: 2 }] });
    expect(await hooks.logged()).toEqual([]);
    await hooks.publish('three');
    await hooks.attempt(id, { position: 3, ...failed, retryInMs: null });
    expect(await hooks.deliveries()).toMatchObject({ enabled: false, disabledReason: 'EXHAUSTED' });
    expect(await hooks.logged()).toEqual([{ memberId: ADA.memberId, reason: 'EXHAUSTED' }]);
  });

  test('An endpoint that waits is moved past other events, so that it does not seem to have missed something', async () => {
    const id = await hooks.create();
    await hooks.publish('one');
    await hooks.claim();
    await hooks.attempt(id);
    await hooks.release(id);
    await publishAll(hooks.open.context(), [news('two', { visibility: Visibility.PUBLIC })]);
    await hooks.sql("UPDATE events SET type = 'CommentAdded' WHERE position = 2");
    await hooks.tidy();
    const rows = await hooks.sql<{ position: string }>('SELECT position FROM webhooks');
    expect(rows).toEqual([{ position: '2' }]);
  });

  test('Deliveries of more than 30 days ago are deleted, unless they wait', async () => {
    const id = await hooks.create();
    await hooks.publish('one', 'two');
    await hooks.claim();
    await hooks.attempt(id);
    await hooks.attempt(id, { position: 2, outcome: 'FAILED', retryInMs: 5000 });
    await hooks.sql("UPDATE webhook_deliveries SET created_at = now() - interval '31 days'");
    await hooks.tidy();
    expect((await hooks.deliveries()).nodes).toMatchObject([{ status: 'PENDING' }]);
  });
});
