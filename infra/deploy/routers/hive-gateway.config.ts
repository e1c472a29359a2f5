import { join } from 'node:path';
import { catalogue } from '@wizness/kernel';
import { REPOSITORY } from '../../folders';

/** Request headers that say who the caller is and which languages they read. */
const HEADERS = ['authorization', 'user-agent', 'accept-language', 'x-forwarded-for'];

const propagated = (request: Request): Record<string, string> =>
  Object.fromEntries(
    HEADERS.flatMap((name) => (request.headers.has(name) ? [[name, request.headers.get(name) ?? '']] : [])),
  );

/** Where Hive Gateway sends the fetches of each service: to the signer at `signerUrl`. */
export const transportEntriesAt = (signerUrl: string) =>
  Object.fromEntries(catalogue.map(({ name }) => [name, { location: `${signerUrl}/${name}/graphql` }]));

/** The configuration of Hive Gateway (`@graphql-hive/gateway` 2), which reads the export of this name. */
export const gatewayConfig = {
  supergraph: join(REPOSITORY, 'schema', 'supergraph.graphql'),
  transportEntries: transportEntriesAt('http://127.0.0.1:4020'),
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }: { readonly request?: Request }) => (request ? propagated(request) : {}),
  },
};
