import type { RunningSubgraph, Subgraph } from '@wizness/kernel';
import { readEventRetentionDays } from '../environment';
import { nobody } from '../identity/credential-verifier';
import type * as Embedded from './embedded';
import { inProcessSource } from './local';
import type { SourceOptions } from './data-source';
import { gather, MEMBERSHIP, type Sources } from './subgraphs';

/** The subgraphs open in this process, on one database. */
export interface EmbeddedSubgraphs {
  readonly mode: 'embedded';
  readonly databaseUrl: string;
  /** Connections at most, for each service. */
  readonly poolSize?: number;
  /** How long each service keeps its events; the setting EVENT_RETENTION_DAYS unless told. */
  readonly eventRetentionDays?: number;
  /** Told of every SQL statement and of the service that made it. */
  readonly onStatement?: (service: string, sql: string, parameters: readonly unknown[]) => void;
  /** The four services unless told. */
  readonly services?: readonly Subgraph[];
}

// Loaded only where wanted: a gateway of remote subgraphs holds nothing of the services' code.
const embedded = () => require('./embedded') as typeof Embedded;

/** The subgraphs of the catalogue, in its order. */
export const loadServices = (): readonly Subgraph[] => embedded().services;

/** Opens the subgraphs and starts their work. Rejects, leaving nothing open, where one of them can not. */
export const openEmbedded = async (placement: EmbeddedSubgraphs, options: SourceOptions): Promise<Sources> => {
  const { databaseUrl, poolSize, onStatement, services = loadServices() } = placement;
  const { eventRetentionDays = readEventRetentionDays() } = placement;
  const { log, clock } = options;
  const opened: { subgraph: Subgraph; running: RunningSubgraph }[] = [];
  try {
    for (const subgraph of services) {
      const running = await subgraph.open({
        url: databaseUrl,
        log,
        poolSize,
        ...(onStatement && { onStatement: (sql, parameters) => onStatement(subgraph.name, sql, parameters) }),
      });
      opened.push({ subgraph, running });
    }
    const sources = Object.fromEntries(opened.map(({ subgraph, running }) => [subgraph.name, running.events]));
    for (const { running } of opened) await running.startWork({ sources, clock, eventRetentionDays });
  } catch (error) {
    await Promise.all(opened.map(({ running }) => running.close()));
    throw error;
  }
  const membership = opened.find(({ subgraph }) => subgraph.name === MEMBERSHIP)?.running;
  return gather(
    opened.map(({ subgraph, running }) => ({
      service: subgraph.name,
      data: inProcessSource(subgraph, running, options),
      personalDataOf: (memberId) => running.personalDataOf(memberId),
      ready: () => running.ready(),
      close: () => running.close(),
    })),
    membership ? embedded().vouch(membership, clock) : nobody,
  );
};
