import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { content } from '@wizness/content';
import { type Identity, systemClock } from '@wizness/kernel';
import { memberIdentity, openSubgraph } from '@wizness/kernel/testing';
import { DataSource } from 'typeorm';
import { idOf, news, publishAll } from './samples';

export const ADA = memberIdentity(idOf('member', 1));
export const BOB = memberIdentity(idOf('member', 2));
export const LEASE = '00000000-0000-4000-8000-000000000001';
export const OTHER_LEASE = '00000000-0000-4000-8000-000000000002';

const FIELDS: Readonly<Record<string, string>> = {
  createWebhook: 'secret webhook { id url types filter query format enabled disabledReason }',
  updateWebhook: 'webhook { id url types filter query format enabled disabledReason }',
  pingWebhook: 'delivery { id status attempt redelivery event { id } }',
  rotateWebhookSecret: 'secret webhook { id secretRotatedAt }',
  deleteWebhook: 'deletedId',
  redeliverWebhook: 'delivery { id status redelivery event { cursor } }',
  replayWebhook: 'queued webhook { id }',
};

export interface Payload {
  readonly webhook?: { readonly id: string; readonly [field: string]: unknown } | null;
  readonly delivery?: { readonly id: string; readonly [field: string]: unknown } | null;
  readonly secret?: string | null;
  readonly deletedId?: string | null;
  readonly queued?: number | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}

/** Content with webhooks, whose owner is Ada. */
export const openWebhooks = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wizness-webhooks-'));
  const open = await openSubgraph(content, content.settings.parse({ DATA_DIR: folder }));
  const db = await new DataSource({ type: 'postgres', url: open.url }).initialize();
  await db.query('SET search_path TO content');
  const sql = <Row = Record<string, unknown>>(text: string): Promise<Row[]> => db.query<Row[]>(text);
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
  const claim = (lease = LEASE, limit = 10) => queue().claim({ lease, leaseSeconds: 60, limit });
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
    await sql("INSERT INTO jobs (id, kind, payload) VALUES ('job_1', 'tidy-webhooks', '{}')");
    await open.runDueJobs(systemClock);
  };
  const logged = async () =>
    (await sql<{ payload: object }>("SELECT payload FROM events WHERE type = 'WebhookDisabled'")).map(
      ({ payload }) => payload,
    );
  const close = async () => {
    await db.destroy();
    await open.close();
    rmSync(folder, { recursive: true });
  };
  return { folder, open, sql, run, mutate, create, publish, claim, attempt, release, deliveries, tidy, logged, close };
};

export type Webhooks = Awaited<ReturnType<typeof openWebhooks>>;
