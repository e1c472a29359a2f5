import type { GraphQLSchema } from 'graphql';
import type { NonEmptyArray } from 'type-graphql';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Identity } from './access/identity';
import { abortableManager } from './data/abortable';
import { readDataVersion } from './data/data-version';
import { databaseOf } from './data/database-urls';
import { type LogPosition, readEndOfLog, UNREACHABLE_POSITION } from './data/log-position';
import { type DatabaseOptions, openServiceDatabase, openWorkerPool } from './data/postgres';
import { createReadinessProbe } from './data/readiness';
import { type StandbyReader, watchStandby } from './data/standby';
import type { Storage } from './data/storage';
import { type BackgroundWork, type BackgroundWorkOptions, startBackgroundWork } from './event-log/background-work';
import type { EventConsumer } from './event-log/consumer';
import { type EventSources, type OwnEventSource, ownEventSource } from './event-log/event-source';
import { catchUp } from './event-log/run-consumer';
import type { JobHandler, OtherServices } from './jobs/job-kind';
import { runDueJobs } from './jobs/job-worker';
import type { ProcedureHandler } from './http/procedure';
import { readFigures, type SubgraphFigures } from './metrics/subgraph-figures';
import type { PersonalData } from './privacy/personal-data';
import { type ServiceLimits, setRateLimiter } from './rate-limit/limit-mutations';
import type { SettingsSchema } from './runtime/environment';
import type { Logger } from './runtime/log';
import { type Clock, systemClock } from './values/clock';
import { buildSubgraph } from './subgraph-schema';

/** What one operation provides to every service: the caller's identity and the time. */
export interface SubgraphRequest {
  readonly identity: Identity;
  readonly clock: Clock;
  /** Aborted when the result is no longer needed: no further SQL statement starts, and a running one is cancelled. */
  readonly signal?: AbortSignal;
  /** Where it reads, for an operation that writes nothing. Defaults to the primary. */
  readonly reader?: StandbyReader;
}

/** A service's context, with a way to run several of its commands in one transaction. */
export type Transactional<Context extends object> = Context & {
  /** Runs `work` on a context of its own, in one transaction. If `work` throws, nothing is written. */
  inTransaction<Result>(work: (context: Transactional<Context>) => Promise<Result>): Promise<Result>;
};

/** A subgraph with its database open. */
export interface RunningSubgraph<Context extends object = object> {
  /** Creates the context of one operation: the caller's identity, loaders, commands. */
  createContext(request: SubgraphRequest): Transactional<Context>;
  /** Where a query may read that must see everything before `after`, as `Standby.readerAfter`; null: from the primary. */
  readerAfter(after: LogPosition | null): Promise<StandbyReader | null>;
  /** The position after which a standby has all that was written until now; null if no standby is read. Never rejects. */
  writtenPosition(): Promise<LogPosition | null>;
  /** Rejects while the subgraph cannot reach its database. */
  ready(): Promise<void>;
  /** As {@link readDataVersion}. Rejects if the database does not respond. */
  dataVersion(): Promise<string>;
  /** What the service holds about a member. Only that member may see it. */
  personalDataOf(memberId: string): Promise<PersonalData>;
  /** The service's own event log, as other services in this process read it. */
  readonly events: OwnEventSource;
  /** Starts the consumers and the jobs. May be called once. `close` stops them. */
  startWork(options: BackgroundWorkOptions): Promise<void>;
  /**
   * Lets the consumers handle the events that the logs in `sources` hold now, and returns when they have: for commands that
   * load data while no service runs. Throws the first error of a consumer.
   */
  catchUp(sources: EventSources, clock: Clock): Promise<void>;
  /** Runs the service's own jobs that are due, and waits for them, where `startWork` has not been called. */
  runDueJobs(clock?: Clock, services?: OtherServices): Promise<void>;
  /** Connections, log position and consumers, for operators. Rejects if the database does not respond. */
  figures(): Promise<SubgraphFigures>;
  close(): Promise<void>;
}

/** What a subgraph needs to open. */
export interface OpenOptions<Settings> {
  readonly database: DatabaseOptions;
  /** The service's own settings, as {@link Subgraph.settings} reads them. */
  readonly settings: Settings;
  readonly log: Logger;
  /** Percent of the limits on how often members may write. Defaults to 0: no limits. */
  readonly rateLimitPercent?: number;
}

/** One domain service as the gateway sees it. */
export interface Subgraph<Context extends object = object, Settings = unknown> {
  readonly name: string;
  /** The federated schema in SDL, sorted, as it is committed and composed. */
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly storage: Storage;
  /** Reads the service's own settings from the environment, wherever it runs. */
  readonly settings: SettingsSchema<Settings>;
  /** How the service reacts to events of other services. */
  readonly consumers: readonly EventConsumer[];
  /** Opens the service's part of the database, after running its migrations. */
  open(options: OpenOptions<Settings>): Promise<RunningSubgraph<Context>>;
  /** Internal procedures that only this service has; undefined if there are none. */
  procedures?(running: RunningSubgraph<Context>, clock: Clock): readonly ProcedureHandler[];
}

/** Resolves an entity representation (`{ __typename, id }`), to null if there is no such entity. */
export type ReferenceResolver<Context> = (reference: Record<string, string>, context: Context) => unknown;

export interface SubgraphDefinition<Context extends object, Settings, Resources> {
  readonly name: string;
  readonly resolvers: NonEmptyArray<Function>;
  /** Types that no root field leads to. Without this list TypeGraphQL would include every class of the process. */
  readonly types: readonly Function[];
  readonly references: Readonly<Record<string, ReferenceResolver<Context>>>;
  readonly storage: Storage;
  /** Defaults to no settings. */
  readonly settings?: SettingsSchema<Settings>;
  readonly consumers?: readonly EventConsumer[];
  /** What the service does later, or on a schedule. Its storage needs the table of jobs. Defaults to nothing. */
  readonly jobs?: (resources: Resources) => readonly JobHandler[];
  /** Everything that the service holds about a member. Defaults to nothing. */
  readonly personalData?: (db: EntityManager, memberId: string) => Promise<PersonalData>;
  /** What it adds to the limits on how often members may write. Defaults to nothing. */
  readonly limits?: ServiceLimits;
  /** Creates what lives as long as the running subgraph, such as a mailer. Defaults to the settings themselves. */
  readonly createResources?: (settings: Settings, log: Logger) => Resources;
  readonly closeResources?: (resources: Resources) => Promise<void>;
  /** Internal procedures that only this service has. Defaults to none. */
  readonly procedures?: Subgraph<Context, Settings>['procedures'];
  readonly createContext: (db: EntityManager, request: SubgraphRequest, resources: Resources) => Context;
}

/** Connections for background work: readers of the event log, consumers, each of which uses one, and jobs. */
const WORKER_CONNECTIONS = 4;

/** Builds a subgraph (Apollo Federation 2). Throws if two consumers have the same name. */
export const defineSubgraph = <Context extends object, Settings = unknown, Resources = Settings>(
  definition: SubgraphDefinition<Context, Settings, Resources>,
): Subgraph<Context, Settings> => {
  const { name, storage, createContext, personalData, limits, consumers = [] } = definition;
  const { createResources = (own) => own as unknown as Resources, closeResources } = definition;
  const { jobs: createJobs = () => [] } = definition;
  const { settings: schemaOfSettings = z.object({}) as unknown as SettingsSchema<Settings> } = definition;
  if (new Set(consumers.map((consumer) => consumer.name)).size < consumers.length)
    throw new Error(`Two consumers of ${name} have the same name, and would share a checkpoint.`);
  const open = async ({
    database: given,
    settings,
    log,
    rateLimitPercent: percent = 0,
  }: OpenOptions<Settings>): Promise<RunningSubgraph<Context>> => {
    const database = { ...given, ...databaseOf({ [name]: given }, name) };
    const resources = createResources(settings, log);
    const { dataSource: db, login, openStandby } = await openServiceDatabase({ ...database, log }, storage);
    const { url, readUrl, readWaitMs: waitMs = 200 } = database;
    const standby = readUrl === undefined ? null : watchStandby({ open: () => openStandby(readUrl), waitMs, log });
    const probe = createReadinessProbe(url, login);
    const jobs = createJobs(resources);
    let background: Promise<BackgroundWork> | null = null;
    let started: BackgroundWorkOptions | null = null;
    // Background work has a pool of its own, so that neither work nor requests wait for each other's connections.
    let workerPool: Promise<DataSource> | null = null;
    const workerDb = (): Promise<DataSource> => (workerPool ??= openWorkerPool(db, WORKER_CONNECTIONS));
    const events = ownEventSource(async () => (await workerDb()).manager, storage);
    // Assigned, not spread: a context may be an object with getters.
    const contextOver = (manager: EntityManager, request: SubgraphRequest): Transactional<Context> =>
      Object.assign(createContext(manager, request, resources), {
        inTransaction: <Result>(work: (context: Transactional<Context>) => Promise<Result>) =>
          manager.transaction((tx) => work(contextOver(tx, request))),
      });
    return {
      createContext: (request) => {
        const { signal, reader } = request;
        const source = reader?.dataSource ?? db;
        const access = { url: reader && readUrl !== undefined ? readUrl : url, login };
        const manager = signal ? abortableManager(source, access, signal) : source.manager;
        const context = contextOver(manager, request);
        if (percent > 0) setRateLimiter(context, { db: manager, identity: request.identity, percent, ...limits });
        return context;
      },
      readerAfter: async (after) => standby?.readerAfter(after) ?? null,
      writtenPosition: async () => standby && readEndOfLog(db.manager).catch(() => UNREACHABLE_POSITION),
      // The probe has a connection of its own, which does not show that this service has closed its database.
      ready: async () => {
        if (!db.isInitialized) throw new Error(`The database of ${name} is closed.`);
        await probe();
      },
      dataVersion: () => readDataVersion(db.manager),
      personalDataOf: async (memberId) => personalData?.(db.manager, memberId) ?? {},
      events,
      startWork: async (options) => {
        if (background) throw new Error(`The background work of ${name} has already been started.`);
        started = options;
        const worker = { open: workerDb, database: { ...database, log }, login, storage, consumers, jobs, events };
        background = startBackgroundWork(worker, options);
        await background;
      },
      figures: async () => {
        const manager = (await workerDb()).manager;
        const { sources = {}, clock = systemClock } = started ?? {};
        const relayPosition = (await background)?.relayPosition() ?? null;
        const options = { db, standby, manager, storage, sources, clock, relayPosition };
        return readFigures({ ...options, consumers: started ? consumers : [] });
      },
      catchUp: async (sources, clock) => {
        for (const consumer of consumers) {
          const source = sources[consumer.source];
          if (!source) throw new Error(`The consumer ${consumer.name} reads the log of ${consumer.source}: give it.`);
          await catchUp({ consumer, source, db: (await workerDb()).manager, clock, log });
        }
      },
      runDueJobs: async (clock = systemClock, services = {}) => {
        await runDueJobs(jobs, { db: (await workerDb()).manager, clock, log, services });
      },
      close: async () => {
        // Work that failed to start has nothing to stop; `startWork` has reported its error.
        await background?.then(
          (running) => running.stop(),
          () => undefined,
        );
        await closeResources?.(resources);
        await (await workerPool)?.destroy();
        await standby?.close();
        await db.destroy();
      },
    };
  };
  let built: ReturnType<typeof buildSubgraph> | null = null;
  // On first use: a command that only reads and writes tables does not wait a third of a second for each service.
  const buildOnce = () => (built ??= buildSubgraph(definition));
  return {
    name,
    get sdl() {
      return buildOnce().sdl;
    },
    get schema() {
      return buildOnce().schema;
    },
    storage,
    settings: schemaOfSettings,
    consumers,
    open,
    procedures: definition.procedures,
  };
};
