import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Client as UrqlClient, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { NEW_POSTS, type NewPost } from './live';

interface Reading {
  readonly slugs: string[];
  readonly errors: unknown[];
  stop(): void;
}

export type Subscribe = (url: string, variables: { after?: string }) => Reading;

const readings = new Set<Reading>();

/** Ends all of them. */
export const stopReadings = (): void => {
  for (const each of readings) each.stop();
  readings.clear();
};

/** Reads events with a stock client. `start` gets what to call with each event and error, and returns what stops it. */
const reading = (
  start: (next: (event: NewPost | null | undefined) => void, fail: (error: unknown) => void) => () => void,
): Reading => {
  const slugs: string[] = [];
  const errors: unknown[] = [];
  const stop = start(
    (event) => void slugs.push(event?.postPublished?.post?.slug ?? ''),
    (error) => void errors.push(error),
  );
  const own = { slugs, errors, stop };
  readings.add(own);
  return own;
};

const apollo: Subscribe = (url, variables) =>
  reading((next, fail) => {
    const client = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache() });
    const subscription = client.subscribe<NewPost>({ query: gql(NEW_POSTS), variables }).subscribe({
      next: ({ data, error }) => (error ? fail(error) : next(data)),
      error: fail,
    });
    return () => {
      subscription.unsubscribe();
      client.stop();
    };
  });

export const CLIENTS: readonly (readonly [string, Subscribe])[] = [
  [
    'graphql-sse',
    (url, variables) =>
      reading((next, fail) => {
        const client = createSseClient({ url, retryAttempts: 20, retry: async () => undefined });
        const request = { query: NEW_POSTS, variables: { ...variables } };
        client.subscribe<NewPost>(request, {
          next: ({ data, errors }) => {
            request.variables.after = data?.postPublished.cursor;
            if (errors) fail({ errors });
            else next(data);
          },
          error: fail,
          complete: () => undefined,
        });
        return () => client.dispose();
      }),
  ],
  [
    'graphql-ws',
    (url, variables) =>
      reading((next, fail) => {
        const client = createWsClient({
          url: url.replace('http', 'ws'),
          webSocketImpl: WebSocket,
          retryAttempts: 20,
          retryWait: async () => undefined,
        });
        const request = { query: NEW_POSTS, variables: { ...variables } };
        client.subscribe<NewPost>(request, {
          next: ({ data, errors }) => {
            request.variables.after = data?.postPublished.cursor;
            if (errors) fail({ errors });
            else next(data);
          },
          error: fail,
          complete: () => undefined,
        });
        return () => void client.dispose();
      }),
  ],
  ['Apollo Client', apollo],
  [
    'urql',
    (url, variables) =>
      reading((next, fail) => {
        const client = new UrqlClient({
          url,
          exchanges: [fetchExchange],
          fetchSubscriptions: true,
          preferGetMethod: false,
        });
        const { unsubscribe } = client.subscription<NewPost>(NEW_POSTS, variables).subscribe(({ data, error }) => {
          if (error) fail(error);
          else next(data);
        });
        return unsubscribe;
      }),
  ],
  [
    'urql with graphql-sse',
    (url, variables) =>
      reading((next, fail) => {
        const sse = createSseClient({ url, retryAttempts: 0 });
        const exchange = subscriptionExchange({
          forwardSubscription: ({ query, variables: sent }) => ({
            subscribe: (sink) => ({
              unsubscribe: sse.subscribe({ query: query ?? '', variables: sent }, sink as never),
            }),
          }),
        });
        const client = new UrqlClient({ url, exchanges: [exchange], preferGetMethod: false });
        const { unsubscribe } = client.subscription<NewPost>(NEW_POSTS, variables).subscribe(({ data, error }) => {
          if (error) fail(error);
          else next(data);
        });
        return unsubscribe;
      }),
  ],
];
