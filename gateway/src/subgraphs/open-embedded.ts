import {
  callLocally,
  databaseOf,
  type DatabaseUrls,
  DATABASE_NOT_RESPONDING,
  type DatabasePool,
  proceduresOf,
  type RunningSubgraph,
  type Subgraph,
} from '@wizness/kernel';
import type * as Embedded from './embedded';
import { openNatsAt } from './event-logs';
import { executeInProcess } from './local';
import { type SubgraphOptions, withDeadline, withLog } from './subgraph-fetch';
import { combineSubgraphs, type Subgraphs } from './subgraphs';

/** All subgraphs run in this process. */
export interface EmbeddedSubgraphs extends Partial<DatabasePool> {
  readonly mode: 'embedded';
  readonly databaseUrl: DatabaseUrls;
  /** The settings of each service, by its name, as `Subgraph.settings` reads them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** How many days each service keeps its events. Defaults to 30. */
  readonly eventRetentionDays?: number;
  /** Percent of the limits on how often members may write. Defaults to 0: no limits. */
  readonly rateLimitPercent?: number;
  /** Called with every SQL statement and the service that sends it. Those of a transaction have the same `session`. */
  readonly onStatement?: (service: string, sql: string, parameters: readonly unknown[], session?: object) => void;
  /** Defaults to the services of the catalogue. */
  readonly services?: readonly Subgraph[];
}

// Required lazily: a gateway of remote subgraphs does not load the code of the services.
const embedded = () => require('./embedded') as typeof Embedded;

/** The subgraphs of the catalogue, in its order. */
export const loadServices = (): readonly Subgraph[] => embedded().services;

/** Opens the subgraphs and starts their background work. If one fails, closes those already open and rejects. */
export const openEmbedded = async (placement: EmbeddedSubgraphs, options: SubgraphOptions): Promise<Subgraphs> => {
  const {
    databaseUrl,
    settings,
    poolSize,
    timeouts,
    readWaitMs,
    onStatement,
    eventRetentionDays = 30,
    rateLimitPercent,
  } = placement;
  const { services = loadServices() } = placement;
  const { log, clock, timeoutMs, tracing, natsUrl } = options;
  const nats = openNatsAt(natsUrl, log);
  const opened: { subgraph: Subgraph; running: RunningSubgraph }[] = [];
  try {
    for (const subgraph of services) {
      const { name } = subgraph;
      const database = {
        ...databaseOf(databaseUrl, name),
        poolSize,
        timeouts,
        readWaitMs,
        tracing,
        ...(onStatement && {
          onStatement: (sql: string, parameters: readonly unknown[], session?: object) =>
            onStatement(name, sql, parameters, session),
        }),
      };
      const running = await subgraph.open({ database, settings: settings[name], log, rateLimitPercent });
      opened.push({ subgraph, running });
    }
    const sources = Object.fromEntries(opened.map(({ subgraph, running }) => [subgraph.name, running.events]));
    const callable = Object.fromEntries(
      opened.map(({ subgraph, running }) => [subgraph.name, callLocally(proceduresOf(subgraph, running, options))]),
    );
    for (const { running } of opened)
      await running.startWork({ sources, services: callable, clock, eventRetentionDays, nats });
  } catch (error) {
    await Promise.all(opened.map(({ running }) => running.close()));
    await nats?.close();
    throw error;
  }
  return combineSubgraphs(
    opened.map(({ subgraph, running }) => ({
      service: subgraph.name,
      send: withLog(subgraph.name, log, withDeadline(timeoutMs, executeInProcess(subgraph, running, options))),
      call: callLocally(proceduresOf(subgraph, running, options)),
      figures: running.figures,
      problem: () =>
        running.ready().then(
          () => null,
          () => DATABASE_NOT_RESPONDING,
        ),
      close: () => running.close(),
    })),
    timeoutMs,
    nats,
  );
};
