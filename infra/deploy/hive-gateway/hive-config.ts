import { join } from 'node:path';
import { authenticateForOtherGateway } from '@wizness/gateway';
import { anonymous, catalogue, type Identity, IDENTITY_HEADER, type Logger, signIdentity } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import { REPOSITORY } from '../../folders';

export interface HiveConfigOptions {
  /** Base URL of each service, by its name. */
  readonly urls: Readonly<Record<string, string>>;
  /** The SUBGRAPH_SECRET of the services. */
  readonly secret: Uint8Array;
  /** Public URL of the site: the issuer of access tokens. */
  readonly publicUrl: string;
  /** Deadline of a call to membership that verifies a credential, in milliseconds. */
  readonly timeoutMs: number;
  readonly log: Logger;
}

/** The part of a Node server's context that Hive Gateway passes on. */
interface ServerContext {
  readonly req?: { readonly socket: { readonly remoteAddress?: string } };
  readonly [name: string]: unknown;
}

export interface RequestHook {
  readonly request: Request;
  readonly serverContext: ServerContext;
  endResponse(response: Response): void;
}

export interface FetchHook {
  readonly url: string;
  readonly options: { readonly method?: string; readonly body?: unknown; readonly headers?: Record<string, string> };
  readonly context: { readonly request?: Request };
  setOptions(options: FetchHook['options']): void;
}

const refusal = (error: unknown): Response => {
  if (!(error instanceof GraphQLError)) throw error;
  const { http, ...extensions } = error.extensions as { http?: { status?: number } };
  const status = http?.status ?? 500;
  return Response.json({ errors: [{ message: error.message, extensions }] }, { status });
};

/**
 * The configuration with which Hive Gateway (`@graphql-hive/gateway` 2) serves the committed supergraph from our services: it
 * authenticates callers as our gateway does, and signs the identity in each fetch.
 */
export const createHiveConfig = ({ urls, secret, publicUrl, timeoutMs, log }: HiveConfigOptions) => {
  const authenticate = authenticateForOtherGateway({ subgraphs: { urls, secret }, publicUrl, timeoutMs, log });
  const identities = new WeakMap<Request, Identity>();
  const endpoints = catalogue.map(({ name }) => ({ service: name, location: `${urls[name]}/graphql` }));
  const signedIdentities = {
    onRequest: async ({ request, serverContext, endResponse }: RequestHook): Promise<void> => {
      try {
        const identity = await authenticate({
          authorization: request.headers.get('authorization'),
          userAgent: request.headers.get('user-agent'),
          acceptLanguage: request.headers.get('accept-language'),
          address: serverContext.req?.socket.remoteAddress ?? '',
        });
        identities.set(request, identity);
      } catch (error) {
        endResponse(refusal(error));
      }
    },
    onFetch: ({ url, options, context, setOptions }: FetchHook): void => {
      const service = endpoints.find(({ location }) => location === url)?.service;
      if (service === undefined) return;
      const identity = (context.request && identities.get(context.request)) ?? anonymous;
      const { method = 'POST', body = '' } = options;
      const signed = { service, method, path: '/graphql', body: String(body) };
      const signature = signIdentity(identity, signed, secret);
      setOptions({ ...options, headers: { ...options.headers, [IDENTITY_HEADER]: signature } });
    },
  };
  return {
    supergraph: join(REPOSITORY, 'schema', 'supergraph.graphql'),
    transportEntries: Object.fromEntries(endpoints.map(({ service, location }) => [service, { location }])),
    plugins: () => [signedIdentities],
  };
};
