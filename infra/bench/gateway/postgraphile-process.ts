import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sendUsage } from './usage';

/** What a process of PostGraphile serves. */
export interface PostgraphileStart {
  readonly databaseUrl: string;
  readonly schema: string;
  /** Folder with its `node_modules`. */
  readonly folder: string;
}

/** What is used of PostGraphile 5, whose types are not installed with the dependencies of this repository. */
interface Postgraphile {
  postgraphile(preset: object): { createServ(server: unknown): { addTo(server: object): Promise<void> } };
}

const start = async ({ databaseUrl, schema, folder }: PostgraphileStart): Promise<string> => {
  const load = createRequire(join(folder, 'package.json'));
  const { postgraphile } = load('postgraphile') as Postgraphile;
  const { PostGraphileAmberPreset } = load('postgraphile/presets/amber') as { PostGraphileAmberPreset: object };
  const { makePgService } = load('postgraphile/adaptors/pg') as { makePgService(options: object): object };
  const { grafserv } = load('postgraphile/grafserv/node') as { grafserv: unknown };
  const service = makePgService({ connectionString: databaseUrl, schemas: [schema] });
  const preset = {
    extends: [PostGraphileAmberPreset],
    pgServices: [service],
    grafserv: { graphqlPath: '/graphql', graphiql: false },
  };
  const server = createServer();
  await postgraphile(preset).createServ(grafserv).addTo(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** Started by `fork` with a Node of its own: serves a schema of the database and sends its URL. Then answers with what it has used. */
process.on('message', (message: PostgraphileStart | 'usage') => {
  if (message === 'usage') sendUsage();
  else void start(message).then((url) => process.send?.(url));
});
process.on('disconnect', () => process.exit());
