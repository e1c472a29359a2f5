import { setTimeout as pause } from 'node:timers/promises';
import { anonymous, createLogger, type Identity } from '@wizness/kernel';
import { buildSchema, type FormattedExecutionResult, getOperationAST, parse, print } from 'graphql';
import type { TakeCost } from '../pipeline/cost-budget';
import type { Receiver } from './receiver';
import { createSubscriptions } from './subscriptions';
import { DEFAULT_SUBSCRIPTION_TIMING } from './timing';

const schema = buildSchema(`
  scalar Cursor
  enum PostEventType { PUBLISHED }
  type Post { id: ID }
  type PostEvent { cursor: Cursor! post: Post }
  type PageInfo { endCursor: Cursor hasNextPage: Boolean! }
  type PostEventConnection { nodes: [PostEvent!]! pageInfo: PageInfo! }
  type Query { postEvents(after: Cursor, first: Int, types: [PostEventType!]): PostEventConnection }
  type Subscription { postPublished(after: Cursor): PostEvent! }
`);
const DOCUMENT = parse('subscription ($after: Cursor) { postPublished(after: $after) { post { id } } }');
const MAX_COST = 1000;

const page = (...cursors: string[]): FormattedExecutionResult => ({
  data: {
    postPublished: {
      nodes: cursors.map((logCursor) => ({ post: { id: 'post_1' }, logCursor })),
      pageInfo: { endCursor: cursors.at(-1), hasNextPage: false },
    },
  },
});

type Read = { readonly query: string; readonly identity: Identity; readonly cost: number };

/** Subscriptions to a log that gets one event after `content.5`, and `results` of the requests that read it. */
const setUp = (results: readonly FormattedExecutionResult[], takeCost: TakeCost | null = null) => {
  const reads: Read[] = [];
  const log = createLogger('gateway', 'silent');
  const subscriptions = createSubscriptions({
    run: async (_, { document }, __, { identity, cost }) => {
      reads.push({ query: print(document), identity, cost });
      return results[reads.length - 1] ?? page();
    },
    tailOf: () => ({
      newest: async () => 'content.5',
      waitBeyond: (cursor) =>
        cursor < 'content.6' ? Promise.resolve('content.6') : new Promise<string | null>(() => undefined),
    }),
    watchAccess: null,
    timing: { ...DEFAULT_SUBSCRIPTION_TIMING, retryMs: 1 },
    log,
    limits: { total: 100, perCaller: 100 },
    maxCost: MAX_COST,
    takeCost,
    refusalBy: () => null,
  });
  /** Opens a subscription. Resolves with the payload of its first event, or how it ended. */
  const subscribe = (cost: number, identity: Partial<Identity> = {}, after: string | null = null) => {
    const open = subscriptions.prepare({
      schema,
      document: DOCUMENT,
      operation: getOperationAST(DOCUMENT) as never,
      variables: { after },
      cost,
      identity: { ...anonymous, ...identity },
      checkCredential: null,
    });
    let receive: (event: string) => void = () => undefined;
    const received = new Promise<string>((resolve) => {
      receive = resolve;
    });
    const receiver: Receiver = {
      event: ({ payload }) => {
        receive(payload);
        return true;
      },
      position: () => true,
      end: ({ type }) => receive(type),
    };
    return { subscriber: open(receiver), received };
  };
  return { reads, subscribe, stop: subscriptions.stop };
};

const EVENT = '{"data":{"postPublished":{"post":{"id":"post_1"}}}}';

test('A request for events costs at most as much as a query may', async () => {
  for (const [cost, first] of [
    [1, 100],
    [300, 3],
    [1000, 1],
  ] as const) {
    const { reads, subscribe, stop } = setUp([page('content.6')]);
    expect(await subscribe(cost).received).toBe(EVENT);
    expect(reads[0]?.query).toContain(`first: ${first},`);
    expect(reads[0]?.cost).toBe(cost * first);
    stop();
  }
});

test('The subscriptions of one caller cost at most twice as much as a query for each event', () => {
  const { subscribe, stop } = setUp([]);
  const own = { clientAddress: '192.0.2.1' };
  const { subscriber } = subscribe(1500, own);
  subscribe(500, own);
  expect(() => subscribe(1, own)).toThrow(/cost 2001 for each event, and at most 2000 is allowed/);
  subscribe(1500, { clientAddress: '192.0.2.2' });
  subscriber.close();
  subscribe(1500, own);
  stop();
});

test('New events that callers share are not read at the address of the first of them', async () => {
  const { reads, subscribe, stop } = setUp([page('content.6')]);
  const all = ['192.0.2.1', '192.0.2.2'].map((clientAddress) => subscribe(10, { clientAddress }).received);
  expect(await Promise.all(all)).toEqual([EVENT, EVENT]);
  expect(reads.map(({ identity }) => identity.clientAddress)).toEqual([null]);
  stop();
});

test('Events of before cost their caller as much as a query for them, and are sent as soon as the budget allows it', async () => {
  const taken: (readonly [string, number])[] = [];
  const { subscribe, stop } = setUp([page('content.6'), page('content.6')], (caller, cost) => {
    taken.push([caller, cost]);
    const retryAfter = taken.length === 1 ? 0.001 : 0;
    return { limit: 1000, remaining: 0, resetSeconds: 1, retryAfter };
  });
  expect(await subscribe(10, { memberId: 'member_1' }, 'content.1').received).toBe(EVENT);
  expect(taken).toEqual([
    ['member member_1', 1000],
    ['member member_1', 1000],
  ]);
  stop();
});

test('A subscription does not end because other operations of its caller have their turns first', async () => {
  const refused = { data: null, errors: [{ message: 'Too many.', extensions: { code: 'RATE_LIMITED' } }] };
  const { subscribe, stop } = setUp([refused as never, page('content.6')]);
  expect(await subscribe(10).received).toBe(EVENT);
  stop();
});

test('An event of which a part is missing for the moment is read again, and sent with the error if that does not help', async () => {
  const error = { message: 'No response.', path: ['postPublished', 'nodes', 0, 'post'] };
  const incomplete = { ...page('content.6'), errors: [{ ...error, extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] };
  const healed = setUp([incomplete, incomplete, page('content.6')] as never);
  expect(await healed.subscribe(10).received).toBe(EVENT);
  healed.stop();
  const lasting = setUp([incomplete, incomplete, incomplete, page('content.6')] as never);
  const sent = JSON.parse(await lasting.subscribe(10).received) as { errors: { path: string[] }[] };
  expect(sent.errors.map(({ path }) => path)).toEqual([['postPublished', 'post']]);
  expect(lasting.reads).toHaveLength(3);
  lasting.stop();
});

test('Events of before that nobody waits for any more take nothing from the budget of their caller', async () => {
  let taken = 0;
  const retryAfter = 0.02;
  const { subscribe, stop } = setUp([], () => {
    taken += 1;
    return { limit: 1000, remaining: 0, resetSeconds: 1, retryAfter };
  });
  const all = Array.from({ length: 10 }, () => subscribe(10, { memberId: 'member_1' }, 'content.1'));
  while (taken < all.length) await pause(1);
  for (const { subscriber } of all) subscriber.close();
  const before = taken;
  await pause(5 * retryAfter * 1000);
  expect(taken).toBe(before);
  stop();
});

test('An event that is larger than a response may be is sent without its objects, and ends nothing', async () => {
  const tooLarge = { data: null, errors: [{ message: 'Too large.', extensions: { code: 'QUERY_TOO_COMPLEX' } }] };
  const { reads, subscribe, stop } = setUp([tooLarge, tooLarge, page('content.6')] as never);
  expect(JSON.parse(await subscribe(10).received)).toMatchObject({
    data: { postPublished: { post: null } },
    errors: [{ path: ['postPublished', 'post'], extensions: { code: 'RESPONSE_TOO_LARGE' } }],
  });
  expect(reads.map(({ query }) => /first: (\d+)/.exec(query)?.[1])).toEqual(['100', '1', '1']);
  expect(reads.map(({ query }) => query.includes('post {'))).toEqual([true, true, false]);
  stop();
});

test('Events that are too large together are sent one after the other', async () => {
  const tooLarge = { data: null, errors: [{ message: 'Too large.', extensions: { code: 'QUERY_TOO_COMPLEX' } }] };
  const { reads, subscribe, stop } = setUp([tooLarge, page('content.6')] as never);
  expect(await subscribe(10).received).toBe(EVENT);
  expect(reads).toHaveLength(2);
  stop();
});
