import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { content, PostKind, TextFormat } from '@wizness/content';
import type { GatewayOptions } from '@wizness/gateway';
import { BACKGROUND_TIMEOUTS, anonymous, connectClient, deterministicClock } from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import type { Mode } from '../../src/graph';
import { type Client, createClient } from './client';
import { demoDatabase, openGraph, silentLog } from './graphs';
import { join, PASSWORD } from './join';
import { openMailbox } from './mailbox';

/** A request as it arrived. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers a request. */
export type Respond = (response: ServerResponse, received: Received) => void;

export const answer =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Respond =>
  (response) =>
    void response.writeHead(status, headers).end(body);

/** A server that takes deliveries. It answers 200 by default. */
export const openReceiver = async () => {
  const received: Received[] = [];
  let respond: Respond = answer(200, 'thanks');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      received.push(one);
      respond(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answerWith: (next: Respond) => {
      respond = next;
    },
    /** Requests for a path, once there are `count`. */
    at: async (path: string, count: number): Promise<readonly Received[]> => {
      const found = () => received.filter((each) => each.path === path);
      await waitUntil(async () => found().length >= count);
      return found();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

export type Receiver = Awaited<ReturnType<typeof openReceiver>>;

const KEY = 'a key that only the tests of webhooks know';

/** A graph that sends webhooks to this machine (not if `webhooks` is null), a member who owns them, and a writer of posts. */
export const openWebhookGraph = async (
  mode: Mode,
  name: string,
  webhooks: Partial<NonNullable<GatewayOptions['webhooks']>> | null = {},
) => {
  const mailbox = await openMailbox();
  const database: TestDatabase = await demoDatabase();
  const settings = {
    ...mailbox.settings,
    content: { ...mailbox.settings.content, webhookHosts: ['127.0.0.1'], webhookKey: KEY },
  };
  const writer = await content.open({
    database: { url: database.url, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS },
    settings: settings.content,
    log: silentLog,
  });
  const db = {
    content: await connectClient(database.urlOf('content')),
    membership: await connectClient(database.urlOf('membership')),
  };
  const graph = await openGraph(mode, database, {
    settings,
    ...(webhooks && {
      webhooks: { openHosts: ['127.0.0.1'], timing: { pollMs: 20, retriesMs: [30, 30, 30, 30] }, ...webhooks },
    }),
  });
  const client = createClient(() => graph.url);
  const email = await join(client, mailbox, 'ines');
  const { accessToken } = await client.signIn(email, PASSWORD);
  const clock = deterministicClock('2026-06-01T00:00:00Z', name);
  const mutate = async (
    field: string,
    type: string,
    input: object,
    selection: string,
    credential = accessToken,
  ): ReturnType<Client['send']> => {
    const query = `mutation ($input: ${type}!) { result: ${field}(input: $input) { ${selection} userErrors { code field message } } }`;
    return client.send(query, { input }, credential);
  };
  return {
    /** The same settings for a child process. */
    environment: { ...mailbox.environment, WEBHOOK_SECRET: KEY, WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' },
    ...{ graph, client, database, mailbox, accessToken, email, mutate },
    /** Registers an endpoint. Returns its id and secret. */
    create: async (url: string, more: object = {}, credential = accessToken) => {
      const sent = await mutate(
        'createWebhook',
        'CreateWebhookInput',
        { url, ...more },
        'secret webhook { id }',
        credential,
      );
      const result = sent.data?.['result'] as { secret: string | null; webhook: { id: string } | null } | undefined;
      if (!result?.webhook || !result.secret) throw new Error(`The webhook was refused: ${sent.text}`);
      return { id: result.webhook.id, secret: result.secret };
    },
    publish: async (slugs: readonly string[], more: object = {}): Promise<void> => {
      for (const slug of slugs) {
        const post = { kind: PostKind.NEWS as const, lang: 'en', title: slug, slug, ...more };
        const body = { source: 'Some words.', format: TextFormat.PLAIN };
        const { inTransaction } = writer.createContext({ identity: anonymous, clock });
        await inTransaction(({ stores }) => stores.posts.publish({ ...post, body }));
      }
    },
    /** The deliveries of the member's only endpoint, the oldest first. */
    deliveries: async () => {
      const query = `{ webhooks { id enabled disabledReason failingSince deliveries(first: 100) { nodes {
        id status attempt statusCode error requestExcerpt responseExcerpt event { post { slug } } } } } }`;
      const { data } = await client.send(query, {}, accessToken);
      const [webhook] = (
        data as {
          webhooks: {
            enabled: boolean;
            disabledReason: string | null;
            deliveries: { nodes: Record<string, unknown>[] };
          }[];
        }
      ).webhooks;
      if (!webhook) throw new Error('There is no webhook.');
      return { ...webhook, nodes: webhook.deliveries.nodes.toReversed() };
    },
    /** Runs a statement on the database of the service whose schema it names: content, or membership. */
    sql: async (text: string, parameters: readonly unknown[] = []) =>
      (
        await db[text.includes('membership.') ? 'membership' : 'content'].query<Record<string, unknown>>(text, [
          ...parameters,
        ])
      ).rows,
    close: async () => {
      await graph.close();
      await writer.close();
      await Promise.all(Object.values(db).map((each) => each.end()));
      await database.drop();
      await mailbox.remove();
    },
  };
};

export type WebhookGraph = Awaited<ReturnType<typeof openWebhookGraph>>;
