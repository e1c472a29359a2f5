import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { createPubSub } from '@graphql-yoga/subscription';
import { type GraphQLSchema, lexicographicSortSchema, parse } from 'graphql';
import { buildSchemaSync, createResolversMap, type NonEmptyArray } from 'type-graphql';
import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from './values/clock';
import { type BackgroundWork, startBackgroundWork, type BackgroundWorkOptions } from './event-log/background-work';
import type { EventConsumer } from './event-log/consumer';
import { type EventSource, ownEventSource } from './event-log/event-source';
import type { Identity } from './access/identity';
import type { PersonalData } from './privacy/personal-data';
import { type DatabaseSettings, openWorkerPool, openDatabase, type Storage } from './data/postgres';
import type { Route } from './http/route';

/** What one operation brings along: who asks, and what time it is. */
export interface SubgraphRequest {
  readonly identity: Identity;
  readonly clock: Clock;
}

/** A service's context, whose verbs can be made one transaction. */
export type Transactional<Context extends object> = Context & {
  /** Runs `work` on a context of its own, all of whose verbs are one transaction: if `work` throws, nothing was done. */
  inTransaction<Result>(work: (context: Transactional<Context>) => Promise<Result>): Promise<Result>;
};

/** A subgraph with its database open. */
export interface RunningSubgraph<Context extends object = object> {
  /** Everything that lives as long as one operation: loaders, services, who asks. */
  createContext(request: SubgraphRequest): Transactional<Context>;
  /** Rejects while the subgraph can not answer. */
  ready(): Promise<void>;
  /** What the service holds of a member, for that member alone. */
  personalDataOf(memberId: string): Promise<PersonalData>;
  /** The service's own log, as others in this process read it. */
  readonly events: EventSource;
  /** Starts, once, what goes on between requests: the consumers, and forgetting old events. `close` stops it. */
  startWork(surroundings: BackgroundWorkOptions): Promise<void>;
  close(): Promise<void>;
}

/** One domain service as the gateway sees it. */
export interface Subgraph<Context extends object = object> {
  readonly name: string;
  /** The federated schema in SDL, sorted, as it is committed and composed. */
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly storage: Storage;
  /** What it does about what happens in other services. */
  readonly consumers: readonly EventConsumer[];
  /** Opens the service's part of the database, bringing its tables up to date first. */
  open(database: DatabaseSettings): Promise<RunningSubgraph<Context>>;
  /** What it answers over HTTP beside its graph; nothing where it is absent. */
  routes?(running: RunningSubgraph<Context>, clock: Clock): readonly Route[];
}

/** Answers one entity representation: `{ __typename, id }`, or null where there is no such entity. */
export type ReferenceResolver<Context> = (reference: Record<string, string>, context: Context) => unknown;

export interface SubgraphDefinition<Context extends object> {
  readonly name: string;
  readonly resolvers: NonEmptyArray<Function>;
  /** Types that no root field leads to. Always listed: TypeGraphQL would otherwise take every class of the process. */
  readonly types: readonly Function[];
  readonly references: Readonly<Record<string, ReferenceResolver<Context>>>;
  readonly storage: Storage;
  readonly consumers?: readonly EventConsumer[];
  /** All that the service holds of a member; nothing unless told. */
  readonly personalData?: (db: EntityManager, memberId: string) => Promise<PersonalData>;
  readonly createContext: (db: EntityManager, request: SubgraphRequest) => Context;
}

/** For the log's readers and for the consumers, of which each handles one event at a time. */
const CONNECTIONS_BESIDE = 3;

const FEDERATION = 'https://specs.apollo.dev/federation/v2.12';
const DIRECTIVES = [
  '@key',
  '@shareable',
  '@external',
  '@requires',
  '@provides',
  '@tag',
  '@inaccessible',
  '@listSize',
  '@cost',
];

/**
 * Builds a federated schema out of TypeGraphQL classes: they print the SDL, the SDL makes the subgraph's schema
 * (Apollo Federation 2), and the classes' resolvers run it.
 */
export const defineSubgraph = <Context extends object>(definition: SubgraphDefinition<Context>): Subgraph<Context> => {
  const codeFirst = buildSchemaSync({
    resolvers: definition.resolvers,
    orphanedTypes: [...definition.types],
    validate: false,
    // A subgraph may have no root query at all; the gateway's composition checks the whole.
    skipCheck: true,
    // One @Authorized anywhere in the process would make every schema demand a checker. Services decide, not decorators.
    authChecker: () => false,
    // rc.4 demands one even where every subscription brings its own `subscribe`.
    pubSub: createPubSub(),
  });
  const imports = DIRECTIVES.map((directive) => JSON.stringify(directive)).join(', ');
  const link = `extend schema @link(url: "${FEDERATION}", import: [${imports}])`;
  // Sorted, because decorators run right to left and would print arguments in reverse.
  const sdl = `${link}\n\n${printSchemaWithDirectives(lexicographicSortSchema(codeFirst), { assumeValid: true })}\n`;
  const resolvers = createResolversMap(codeFirst) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(definition.references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolve };
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  const { name, storage, createContext, personalData, consumers = [] } = definition;
  if (new Set(consumers.map((consumer) => consumer.name)).size < consumers.length)
    throw new Error(`Two consumers of ${name} have one name, and would share a checkpoint.`);
  const open = async (settings: DatabaseSettings): Promise<RunningSubgraph<Context>> => {
    const db = await openDatabase(settings, storage);
    let background: Promise<BackgroundWork> | null = null;
    // What goes on between requests has a pool of its own: neither makes the other wait.
    let beside: Promise<DataSource> | null = null;
    const openedBeside = (): Promise<DataSource> => (beside ??= openWorkerPool(db, CONNECTIONS_BESIDE));
    // Assigned, not spread: a context may be an object with getters.
    const contextOver = (manager: EntityManager, request: SubgraphRequest): Transactional<Context> =>
      Object.assign(createContext(manager, request), {
        inTransaction: <Result>(work: (context: Transactional<Context>) => Promise<Result>) =>
          manager.transaction((tx) => work(contextOver(tx, request))),
      });
    return {
      createContext: (request) => contextOver(db.manager, request),
      ready: async () => void (await db.query('SELECT 1')),
      personalDataOf: async (memberId) => personalData?.(db.manager, memberId) ?? {},
      events: ownEventSource(async () => (await openedBeside()).manager, storage),
      startWork: async (surroundings) => {
        if (background) throw new Error(`The work of ${name} has been started before.`);
        const worker = { open: openedBeside, database: settings, storage, consumers };
        background = startBackgroundWork(worker, surroundings);
        await background;
      },
      close: async () => {
        // Work that could not start has nothing to stop, and said so to whoever started it.
        await background?.then(
          (work) => work.stop(),
          () => undefined,
        );
        await (await beside)?.destroy();
        await db.destroy();
      },
    };
  };
  return { name, sdl, schema, storage, consumers, open };
};
