import { setTimeout as pause } from 'node:timers/promises';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { RetryLink } from '@apollo/client/link/retry';
import { Client as UrqlClient, subscriptionExchange } from '@urql/core';
import { EventSource } from 'eventsource';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { tap } from 'rxjs';
import { WebSocket } from 'ws';
import { type EventSink, type Reader, sequenceReader } from './reader';

/** What the clients subscribe to. */
export const SUBSCRIPTION = `subscription Live($after: Cursor) {
  postPublished(after: $after) { id cursor post { slug author { name } } }
}`;

/** The same events for a client that polls. */
export const POLL = `query Poll($after: Cursor) {
  events: postEvents(after: $after, first: 50, types: [PUBLISHED]) {
    nodes { id cursor post { slug author { name } } }
    pageInfo { endCursor hasNextPage }
  }
}`;

/** What {@link SUBSCRIPTION} delivers. */
interface Result {
  readonly postPublished: { readonly cursor: string };
}

const RETRY = { retryAttempts: 1_000_000 };
const retryWait = (): Promise<void> => pause(200);

/** The request of a client that reconnects with the same request: the variable follows the events. */
const requestFrom = (after: string) => ({ query: SUBSCRIPTION, variables: { after } });

interface ResultSink {
  event(data: Result | null | undefined): void;
  readonly fail: EventSink['fail'];
}

/** Starts a client. Returns what stops it. */
type StartReader = (url: string, after: string, sink: ResultSink) => () => void;

const START: Readonly<Record<string, StartReader>> = {
  'graphql-ws': (url, after, sink) => {
    const client = createWsClient({
      url: url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      ...RETRY,
      retryWait,
      shouldRetry: () => true,
    });
    const request = requestFrom(after);
    client.subscribe<Result>(request, {
      next: ({ data }) => {
        request.variables.after = data?.postPublished.cursor ?? request.variables.after;
        sink.event(data);
      },
      error: sink.fail,
      complete: () => sink.fail('complete'),
    });
    return () => void client.dispose();
  },
  'graphql-sse': (url, after, sink) => {
    const client = createSseClient({ url, ...RETRY, retry: retryWait });
    const request = requestFrom(after);
    client.subscribe<Result>(request, {
      next: ({ data, errors }) => {
        request.variables.after = data?.postPublished.cursor ?? request.variables.after;
        if (errors && !data) sink.fail(errors);
        else sink.event(data);
      },
      error: sink.fail,
      complete: () => sink.fail('complete'),
    });
    return () => client.dispose();
  },
  'Apollo Client': (url, after, sink) => {
    let last = after;
    const resume = new ApolloLink((operation, forward) => {
      operation.variables = { ...operation.variables, after: last };
      return forward(operation).pipe(
        tap(({ data }) => {
          last = (data as Result | null | undefined)?.postPublished?.cursor ?? last;
        }),
      );
    });
    const retry = new RetryLink({ attempts: { max: Number.POSITIVE_INFINITY }, delay: { initial: 200, max: 200 } });
    const client = new ApolloClient({
      link: ApolloLink.from([retry, resume, new HttpLink({ uri: url })]),
      cache: new InMemoryCache(),
    });
    const { unsubscribe } = { unsubscribe: () => client.stop() };
    client.subscribe<Result>({ query: gql(SUBSCRIPTION), variables: { after }, fetchPolicy: 'no-cache' }).subscribe({
      next: ({ data, error }) => (error ? sink.fail(error) : sink.event(data)),
      error: sink.fail,
      complete: () => sink.fail('complete'),
    });
    return unsubscribe;
  },
  'urql with graphql-sse': (url, after, sink) => {
    const sse = createSseClient({ url, ...RETRY, retry: retryWait });
    const exchange = subscriptionExchange({
      forwardSubscription: ({ query = '', variables }) => {
        const request = { query, variables: { ...variables, after } };
        return {
          subscribe: (observer) => ({
            unsubscribe: sse.subscribe<Result>(request, {
              next: (result) => {
                request.variables.after = result.data?.postPublished.cursor ?? request.variables.after;
                observer.next(result as never);
              },
              error: (error) => observer.error(error),
              complete: () => observer.complete(),
            }),
          }),
        };
      },
    });
    const client = new UrqlClient({ url, exchanges: [exchange], preferGetMethod: false });
    const { unsubscribe } = client
      .subscription<Result>(SUBSCRIPTION, { after })
      .subscribe(({ data, error }) => (error ? sink.fail(error) : sink.event(data)));
    return () => {
      unsubscribe();
      sse.dispose();
    };
  },
  EventSource: (url, after, sink) => {
    const parameters = new URLSearchParams({ query: SUBSCRIPTION, variables: JSON.stringify({ after }) });
    const source = new EventSource(`${url}?${parameters}`);
    source.addEventListener('next', ({ data }) => sink.event((JSON.parse(data as string) as { data: Result }).data));
    source.addEventListener('complete', () => sink.fail('complete'));
    return () => source.close();
  },
  'a poller': (url, after, sink) => {
    const stop = new AbortController();
    const poll = async (): Promise<void> => {
      let last = after;
      while (!stop.signal.aborted) {
        try {
          const body = JSON.stringify({ query: POLL, variables: { after: last } });
          const headers = { 'content-type': 'application/json' };
          const response = await fetch(url, { method: 'POST', headers, body, signal: stop.signal });
          const { data } = (await response.json()) as {
            data: {
              events: { nodes: { cursor: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } | null;
            };
          };
          if (!data?.events) throw new Error('The log cannot be read at the moment.');
          for (const node of data.events.nodes) sink.event({ postPublished: node });
          last = data.events.pageInfo.endCursor;
          if (!data.events.pageInfo.hasNextPage) await pause(100);
        } catch {
          await pause(200);
        }
      }
    };
    void poll();
    return () => stop.abort();
  },
};

/** Starts a client of each protocol of `/graphql` behind a cursor. */
export const startGraphqlReaders = (siteUrl: string, after: string): readonly Reader[] =>
  Object.entries(START).map(([name, start]) =>
    sequenceReader(name, (sink) =>
      start(`${siteUrl}/graphql`, after, {
        event: (data) => {
          if (data) sink.event(data.postPublished.cursor);
        },
        fail: sink.fail,
      }),
    ),
  );
