import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { content, PostKind, TextFormat } from '@wizness/content';
import { anonymous, createLogger, printLine, systemClock } from '@wizness/kernel';
import { type FieldNode, getOperationAST, parse, print } from 'graphql';
import { readServiceSettings } from '../../command/open-services';
import { startEmbeddedPostgres } from '../../postgres/embedded-postgres';
import { REPOSITORY } from '../../folders';
import { quantile } from '../distribution';
import { startChild } from '../gateway/child';
import type { Arrivals, ClientsMessage } from './clients-process';
import type { GatewayMessage, GatewayUsage } from './gateway-process';

const WEB_SOCKETS = 1000;
const STREAMS = 4000;
const SUBSCRIBERS = WEB_SOCKETS + STREAMS;
const POSTS = 20;
const SELECTIONS = 200;
/** A gateway that asks again for each subscriber is measured with fewer: with all of them it would never be done. */
const NAIVE_SHARE = 50;
const SWAPS = 100;

/** The selection set of the field `post` of an example operation. */
const selectionOfPost = (file: string): string => {
  const operation = getOperationAST(parse(readFileSync(join(REPOSITORY, 'schema', 'operations', file), 'utf8')));
  const [post] = (operation?.selectionSet.selections ?? []) as readonly FieldNode[];
  if (!post?.selectionSet) throw new Error(`The operation in ${file} selects no post.`);
  return print(post.selectionSet);
};

/** What is selected of a post. */
const SELECTED = {
  card: `{ id slug title summary url kind lang publishedAt
    author { name handle } topics { slug } ratingSummary { count average } commentCount }`,
  article: selectionOfPost('article-page.graphql'),
};

const selections = (post: string, count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => `subscription { event${index}: postPublished { id cursor type post ${post} } }`,
  );

interface Measured {
  readonly cpuPerDelivery: number;
  readonly executionsPerEvent: number;
  readonly p50: number;
  readonly p99: number;
  readonly kilobytes: number;
  readonly wrong: number;
  readonly example: string | null;
  readonly incomplete: number;
}

const milliseconds = (nanoseconds: number): number => nanoseconds / 1e6;

const lineOf = (name: string, subscribers: number, measured: Measured): string =>
  `| ${name} | ${subscribers} | ${measured.executionsPerEvent.toFixed(1)} | ${measured.cpuPerDelivery.toFixed(1)} | ${measured.p50.toFixed(0)} | ${measured.p99.toFixed(0)} | ${measured.kilobytes.toFixed(1)} | ${measured.wrong}${measured.example === null ? '' : ` (${measured.example})`} | ${measured.incomplete} |`;

/**
 * Subscribers of new posts on one gateway process: what a delivery costs, when it arrives, and what a subscriber holds; for equal
 * subscriptions, for different ones, and for one execution for each subscriber, as by a gateway that shares nothing.
 */
export const benchLive = async (): Promise<string> => {
  const directory = mkdtempSync(join(tmpdir(), 'wizness-bench-'));
  const log = createLogger('bench', 'silent');
  const postgres = await startEmbeddedPostgres({ directory, durable: false, log });
  const databaseUrl = postgres.url('postgres');
  const database = { url: databaseUrl, poolSize: 2 };
  const writer = await content.open({ database, settings: readServiceSettings({}).content, log });
  let number = 0;
  const publish = async (): Promise<readonly [number, number]> => {
    const slug = `bench-${number}`;
    const post = { kind: PostKind.NEWS as const, lang: 'en', title: `${slug}: a post of the benchmark`, slug };
    const body = { source: 'Some words. '.repeat(20), format: TextFormat.PLAIN };
    const { inTransaction } = writer.createContext({ identity: anonymous, clock: systemClock });
    const at = Number(process.hrtime.bigint());
    await inTransaction(({ stores }) => stores.posts.publish({ ...post, body }));
    number += 1;
    return [number - 1, at];
  };

  /** Runs `work` with a new gateway and clients. */
  const withProcesses = async <Result>(
    work: (
      gateway: <Answer>(message: GatewayMessage) => Promise<Answer>,
      clients: <Answer>(message: ClientsMessage) => Promise<Answer>,
      url: string,
    ) => Promise<Result>,
  ): Promise<Result> => {
    const gateway = startChild('../live/gateway-process', { pin: true, exposesGc: true }).child;
    const clients = startChild('../live/clients-process').child;
    try {
      const url = await gateway.ask<string>({ type: 'start', databaseUrl, subscribers: SUBSCRIBERS });
      return await work(
        (message) => gateway.ask(message),
        (message) => clients.ask(message),
        url,
      );
    } finally {
      await clients.stop();
      await gateway.stop();
    }
  };

  const measure = (share: number, sentSelections: readonly string[]): Promise<Measured> =>
    withProcesses(async (gateway, clients, url) => {
      const [webSockets, streams] = [WEB_SOCKETS / share, STREAMS / share];
      const before = await gateway<GatewayUsage>({ type: 'usage' });
      await clients({ type: 'reset', first: number });
      await clients({ type: 'open', url, webSockets, streams, selections: sentSelections });
      await publish();
      await clients({ type: 'until', last: number - 1 });
      await pause(2000);
      const idle = await gateway<GatewayUsage>({ type: 'usage' });
      await clients({ type: 'reset', first: number });
      const sent = new Map<number, number>();
      for (let sentPosts = 0; sentPosts < POSTS; sentPosts += 1) {
        const [post, at] = await publish();
        sent.set(post, at);
        await pause(1000);
      }
      const { times, wrong, example, incomplete } = await clients<Arrivals>({ type: 'until', last: number - 1 });
      const after = await gateway<GatewayUsage>({ type: 'usage' });
      const delays = times.flatMap(([post, arrived]) => arrived.map((at) => milliseconds(at - (sent.get(post) ?? at))));
      const deliveries = (webSockets + streams) * POSTS;
      return {
        cpuPerDelivery: ((after.cpuMs - idle.cpuMs) * 1000) / deliveries,
        executionsPerEvent: (after.executions - idle.executions) / POSTS,
        p50: quantile(delays, 0.5),
        p99: quantile(delays, 0.99),
        kilobytes: (idle.memory - before.memory) / 1000 / (webSockets + streams),
        ...{ wrong, example, incomplete },
      };
    });

  const measureSwaps = (): Promise<string> =>
    withProcesses(async (gateway, clients, url) => {
      await clients({ type: 'reset', first: number });
      await clients({
        type: 'open',
        url,
        webSockets: WEB_SOCKETS,
        streams: STREAMS,
        selections: selections(SELECTED.card, 1),
      });
      const start = number;
      const swapping = new AbortController();
      const write = async (): Promise<void> => {
        while (!swapping.signal.aborted) {
          await publish();
          await pause(500);
        }
      };
      const swap = async (): Promise<void> => {
        for (let count = 0; count < SWAPS; count += 1) await gateway({ type: 'swap' });
        swapping.abort();
      };
      await Promise.all([write(), swap()]);
      const { wrong } = await clients<Arrivals>({ type: 'until', last: number - 1 });
      const posts = number - start;
      return `${SWAPS} supergraphs under ${SUBSCRIBERS} subscriptions: ${posts} posts, ${posts * SUBSCRIBERS} deliveries, ${wrong} subscribers without each post once and in order.`;
    });

  try {
    const lines: string[] = [];
    const add = async (name: string, share: number, post: string, count: number): Promise<Measured> => {
      const measured = await measure(share, selections(post, count));
      const line = lineOf(name, SUBSCRIBERS / share, measured);
      printLine(line);
      lines.push(line);
      return measured;
    };
    /** Measures one execution for all, and one for each. Returns how many times less the first costs. */
    const compare = async (name: keyof typeof SELECTED): Promise<string> => {
      const post = SELECTED[name];
      const equal = await add(`${name}, equal subscriptions`, 1, post, 1);
      const naive = await add(`${name}, one execution per subscriber`, NAIVE_SHARE, post, SUBSCRIBERS / NAIVE_SHARE);
      return (naive.cpuPerDelivery / equal.cpuPerDelivery).toFixed(0);
    };
    const cardRatio = await compare('card');
    await add(`card, ${SELECTIONS} selections`, 1, SELECTED.card, SELECTIONS);
    const articleRatio = await compare('article');
    return [
      `${SUBSCRIBERS} subscribers (${WEB_SOCKETS} WebSocket, ${STREAMS} server-sent events) on one gateway process, ${POSTS} posts, one per second:`,
      '',
      '| | subscribers | executions per event | CPU per delivery, µs | p50, ms | p99, ms | kB per idle subscriber | wrong | events with errors |',
      '|---|---|---|---|---|---|---|---|---|',
      ...lines,
      '',
      `A delivery costs ${cardRatio} times less than with one execution per subscriber for the card, ${articleRatio} times less for the article page.`,
      '',
      await measureSwaps(),
    ].join('\n');
  } finally {
    await writer.close();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
};
