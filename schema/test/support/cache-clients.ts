import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import {
  type DocumentNode,
  type GraphQLSchema,
  introspectionFromSchema,
  isAbstractType,
  isObjectType,
  print,
} from 'graphql';
import { Observable } from 'rxjs';
import type { Answer } from './oracle';

/** Sends one operation to the graph. */
export type Send = (query: string, variables: Record<string, unknown>) => Promise<Answer>;

/** A stock client with a normalised cache. It reads from the cache what it can, and asks the graph for the rest. */
export interface CacheClient {
  read(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** What the client complained about. */
  readonly warnings: readonly string[];
}

/** Apollo Client with the cache that it has by default, and the types of interfaces and unions. */
export const apolloClient = (schema: GraphQLSchema, send: Send): CacheClient => {
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  const possibleTypes = Object.fromEntries(
    abstract.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
  const link = new ApolloLink(
    ({ query, variables }) =>
      new Observable((observer) => {
        send(print(query), variables).then(
          (answer) => {
            observer.next(answer as never);
            observer.complete();
          },
          (error: unknown) => observer.error(error),
        );
      }),
  );
  const client = new ApolloClient({ link, cache: new InMemoryCache({ possibleTypes }) });
  return {
    read: async (query, variables) => {
      const { data } = await client.query({ query, variables, fetchPolicy: 'cache-first', errorPolicy: 'none' });
      return data;
    },
    warnings: [],
  };
};

/** urql with Graphcache, which knows the schema. Types without an id are parts of the object that holds them. */
export const urqlClient = (schema: GraphQLSchema, send: Send): CacheClient => {
  const warnings: string[] = [];
  const withoutId = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !('id' in type.getFields()),
  );
  const keys = Object.fromEntries(withoutId.map(({ name }) => [name, () => null]));
  /** In place of the network. */
  const ask: typeof fetch = async (_, init) => {
    const { query, variables = {} } = JSON.parse(String(init?.body)) as Parameters<Send>[1] & { query: string };
    return Response.json(await send(query, variables as Record<string, unknown>));
  };
  const cache = cacheExchange({
    schema: introspectionFromSchema(schema) as never,
    keys,
    logger: (_, message) => void warnings.push(message),
  });
  const exchanges = [cache, fetchExchange];
  const client = new Client({ url: 'http://127.0.0.1/graphql', exchanges, fetch: ask, preferGetMethod: false });
  return {
    read: async (document, variables) => {
      const { data, error } = await client
        .query(document, { ...variables }, { requestPolicy: 'cache-first' })
        .toPromise();
      if (error) throw error;
      return data;
    },
    warnings,
  };
};
