import { createClient as createSseClient } from 'graphql-sse';
import { content, PostKind, PostState, TextFormat } from '@wizness/content';
import { readServiceSettings } from '@wizness/infra';
import { BACKGROUND_TIMEOUTS, anonymous, deterministicClock, Visibility } from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { MODES } from '../src/graph';
import { createClient } from './support/client';
import { demoDatabase, openGraph, silentLog, type TestGraph } from './support/graphs';
import { join, PASSWORD } from './support/join';
import { type Mailbox, openMailbox } from './support/mailbox';

const SUBSCRIPTION = `subscription New($after: Cursor, $filter: PostFilter) {
  new: postPublished(after: $after, filter: $filter) { ...Event }
}
fragment Event on PostEvent { id cursor type post { slug title author { handle } } }`;

interface New {
  readonly new: {
    readonly id: string;
    readonly cursor: string;
    readonly type: string;
    readonly post: { readonly slug: string; readonly author: { readonly handle: string } | null } | null;
  };
}

/** One message of a stream: its `id:`, `event:` and `data:` lines. */
interface Message {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

describe.each(MODES)('Subscriptions over server-sent events (%s)', (mode) => {
  let mailbox: Mailbox;
  let database: TestDatabase;
  let graph: TestGraph;
  let writer: Awaited<ReturnType<typeof content.open>>;
  const open = new Set<AbortController>();
  const clock = deterministicClock('2026-06-01T00:00:00Z', `subscriptions ${mode}`);

  beforeAll(async () => {
    mailbox = await openMailbox();
    database = await demoDatabase();
    const pool = { url: database.url, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS };
    writer = await content.open({ database: pool, settings: readServiceSettings({}).content, log: silentLog });
    graph = await openGraph(mode, database, {
      settings: mailbox.settings,
      subscriptionTiming: { heartbeatMs: 300, identityCheckMs: 3_600_000, retryMs: 50 },
    });
  });
  afterEach(() => {
    for (const each of open) each.abort();
    open.clear();
  });
  afterAll(async () => {
    await graph.close();
    await writer.close();
    await database.drop();
    await mailbox.remove();
  });

  const publish = async (slugs: readonly string[], more: object = {}): Promise<void> => {
    for (const slug of slugs) {
      const post = { kind: PostKind.NEWS as const, lang: 'en', title: slug, slug, ...more };
      const body = { source: 'Some words.', format: TextFormat.PLAIN };
      const { inTransaction } = writer.createContext({ identity: anonymous, clock });
      await inTransaction(({ stores }) => stores.posts.publish({ ...post, body }));
    }
  };

  /** A stream, read as it arrives. */
  const stream = async (
    variables: object = {},
    headers: Readonly<Record<string, string>> = {},
    query = SUBSCRIPTION,
  ) => {
    const stop = new AbortController();
    open.add(stop);
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body: JSON.stringify({ query, variables }),
      signal: stop.signal,
    });
    const messages: Message[] = [];
    const state = { isOver: false };
    const read = async (): Promise<void> => {
      let text = '';
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString();
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) {
          messages.push(
            Object.fromEntries(part.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line)?.slice(1) ?? [])),
          );
        }
      }
    };
    void read()
      .catch(() => undefined)
      .finally(() => {
        state.isOver = true;
      });
    const events = () =>
      messages.flatMap(({ event, data = '' }) =>
        event === 'next' ? [(JSON.parse(data) as { data: New }).data?.new] : [],
      );
    const slugs = () => events().map((event) => event?.post?.slug);
    await waitUntil(async () => messages.length > 0);
    return {
      status: response.status,
      headers: response.headers,
      messages,
      state,
      events,
      slugs,
      stop: () => stop.abort(),
    };
  };

  test('Delivers each new post with what the client selects from all services, and its cursor', async () => {
    const { headers, messages, events, slugs } = await stream();
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
    expect(headers.get('x-accel-buffering')).toBe('no');
    const member = await graph.execute<{ members: { nodes: { id: string; handle: string }[] } }>(
      '{ members(first: 1) { nodes { id handle } } }',
    );
    const [author] = member.data.members.nodes;
    await publish([`live-${mode}`], { authorId: author?.id });
    await publish([`draft-${mode}`], { state: PostState.DRAFT });
    await publish([`members-${mode}`], { visibility: Visibility.MEMBERS });
    await publish([`last-${mode}`]);
    await waitUntil(async () => slugs().length === 2);
    expect(slugs()).toEqual([`live-${mode}`, `last-${mode}`]);
    expect(events()[0]).toMatchObject({ type: 'PUBLISHED', post: { author: { handle: author?.handle } } });
    const ids = messages.filter(({ event }) => event === 'next').map(({ id }) => id);
    expect(ids).toEqual(events().map(({ cursor }) => cursor));
  });

  test('Continues behind a cursor, from history into live, with every post once and in order', async () => {
    const start = (await stream()).messages.at(-1)?.id ?? '';
    const expected = Array.from({ length: 12 }, (_, index) => `resume-${mode}-${index}`);
    const got: (string | undefined)[] = [];
    let last = start;
    for (let number = 0; number < 4; number += 1) {
      await publish(expected.slice(number * 3, number * 3 + 2));
      // The header is newer than the argument, as when an EventSource reconnects with the same URL.
      const headers: Record<string, string> = number === 0 ? {} : { 'last-event-id': last };
      const { slugs, messages, stop } = await stream({ after: start }, headers);
      await waitUntil(async () => slugs().length === 2);
      await publish(expected.slice(number * 3 + 2, number * 3 + 3));
      await waitUntil(async () => slugs().length === 3);
      stop();
      got.push(...slugs());
      last = messages.findLast(({ id }) => id !== undefined)?.id ?? '';
    }
    expect(got).toEqual(expected);
  });

  test('Sends a heartbeat that moves the cursor past posts which do not match', async () => {
    const { messages, slugs } = await stream({ filter: { kinds: ['EVENT'] } });
    const first = messages.find(({ id }) => id !== undefined)?.id ?? '';
    await publish([`unmatched-${mode}`]);
    await waitUntil(async () => (messages.at(-1)?.id ?? '') > first);
    const count = messages.length;
    await waitUntil(async () => messages.length > count + 1);
    expect(slugs()).toEqual([]);
  });

  test('Runs one query for equal subscribers, however many there are', async () => {
    const streams = await Promise.all(Array.from({ length: 30 }, () => stream()));
    graph.statements();
    await publish([`shared-${mode}`]);
    await waitUntil(async () => streams.every(({ slugs }) => slugs().includes(`shared-${mode}`)));
    const reads =
      graph
        .statements()
        .get('content')
        ?.filter((sql) => sql.includes('ends.oldest')) ?? [];
    expect(reads.length).toBeGreaterThan(0);
    expect(reads.length).toBeLessThan(6);
  });

  test('Is understood by the client of the protocol, which gets queries and their end too', async () => {
    const client = createSseClient({ url: `${graph.url}/graphql`, retryAttempts: 0 });
    const after = (await stream()).messages.findLast(({ id }) => id !== undefined)?.id;
    await publish([`client-a-${mode}`, `client-b-${mode}`]);
    const got: (string | undefined)[] = [];
    for await (const { data } of client.iterate<New>({ query: SUBSCRIPTION, variables: { after } })) {
      got.push(data?.new.post?.slug);
      if (got.length === 2) break;
    }
    expect(got).toEqual([`client-a-${mode}`, `client-b-${mode}`]);
    const results: unknown[] = [];
    for await (const result of client.iterate({ query: '{ __typename }' })) results.push(result);
    expect(results).toEqual([{ data: { __typename: 'Query' } }]);
    client.dispose();
  });

  test.each([
    ['a document that is not valid', {}, 'subscription { postPublished { nothing } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a cursor of another list', { after: 'x' }, SUBSCRIPTION, 'INVALID_CURSOR'],
    ['a cursor behind the end of the log', { after: 'content.0000000009999999' }, SUBSCRIPTION, 'INVALID_CURSOR'],
    [
      'an unknown topic',
      { filter: { topicSlugs: ['no-such-topic'] }, after: 'content.0000000000000000' },
      SUBSCRIPTION,
      'BAD_USER_INPUT',
    ],
  ])('Ends with the error for %s', async (_, variables, query, code) => {
    const { status, messages, state } = await stream(variables, {}, query);
    await waitUntil(async () => state.isOver);
    expect(status).toBe(200);
    const [failed, end] = messages.slice(-2);
    expect(failed?.event).toBe('next');
    expect(JSON.parse(failed?.data ?? '').errors[0].extensions.code).toBe(code);
    expect(end).toEqual({ event: 'complete', data: '' });
  });

  test('Refuses a subscription without Accept: text/event-stream, and says so', async () => {
    const { status, errors } = await graph.execute(SUBSCRIPTION);
    expect([status, errors?.[0]?.message]).toEqual([400, expect.stringContaining('text/event-stream')]);
  });

  test('Shows a member what members see, and ends with UNAUTHENTICATED when the session has ended', async () => {
    const client = createClient(() => graph.url);
    const email = await join(client, mailbox, `sub-${mode}`);
    const { accessToken } = await client.signIn(email, PASSWORD);
    const { slugs, messages, state } = await stream({}, { authorization: `Bearer ${accessToken}` });
    await publish([`for-members-${mode}`], { visibility: Visibility.MEMBERS });
    await waitUntil(async () => slugs().length === 1);
    expect(state.isOver).toBe(false);
    await client.send('mutation { signOut(input: { allSessions: true }) { userErrors { message } } }', {}, accessToken);
    await waitUntil(async () => state.isOver);
    expect(messages.at(-2)?.data).toContain('UNAUTHENTICATED');
    expect(messages.at(-1)?.event).toBe('complete');
  });

  test('Ends without `complete` when the server stops, so that clients come back', async () => {
    const { messages, state } = await stream();
    await graph.close();
    await waitUntil(async () => state.isOver);
    expect(messages.some(({ event }) => event === 'complete')).toBe(false);
    graph = await openGraph(mode, database, { settings: mailbox.settings });
  });
});
