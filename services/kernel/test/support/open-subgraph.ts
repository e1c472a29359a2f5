import { type DocumentNode, execute, type ExecutionResult, parse, validate } from 'graphql';
import { type Clock, deterministicClock } from '../../src/values/clock';
import { anonymous, type Identity } from '../../src/access/identity';
import { BACKGROUND_TIMEOUTS } from '../../src/data/timeouts';
import { createLogger } from '../../src/runtime/log';
import type { OpenOptions, RunningSubgraph, Subgraph, Transactional } from '../../src/subgraph';
import { cloneDatabase } from './database';

export interface OpenSubgraph<Context extends object> extends RunningSubgraph<Context> {
  readonly url: string;
  /** Statements since the last call of `statements()`. */
  statements(): string[];
  /** The context of a request. Defaults to an anonymous caller and a deterministic clock. */
  context(request?: { identity?: Identity; clock?: Clock }): Transactional<Context>;
  /** Executes an operation as the gateway does. Throws if it does not match the schema. */
  query(source: string, variables?: Record<string, unknown>, identity?: Identity): Promise<ExecutionResult>;
}

const parseFor = (subgraph: Subgraph, source: string): DocumentNode => {
  const document = parse(source);
  const [error] = validate(subgraph.schema, document);
  if (error) throw error;
  return document;
};

/** The settings of a subgraph if no variable is set. */
export const defaultSettings = <Settings>({ settings }: Subgraph<object, Settings>): Settings => settings.parse({});

/**
 * The subgraph on a migrated database of its own, with the default settings if none are given, and no limits on how often
 * members may write. Call `close()` in afterAll:
 * it drops the database too.
 */
export const openSubgraph = async <Context extends object, Settings>(
  subgraph: Subgraph<Context, Settings>,
  settings: Settings = defaultSettings(subgraph),
  limits: Pick<OpenOptions<Settings>, 'rateLimitPercent'> = {},
): Promise<OpenSubgraph<Context>> => {
  const log = createLogger(subgraph.name, 'silent');
  const database = await cloneDatabase(subgraph.name, async (url) => {
    await (await subgraph.open({ database: { url, poolSize: 2 }, settings, log })).close();
  });
  let statements: string[] = [];
  const onStatement = (sql: string) => statements.push(sql);
  // On a busy machine, requests wait longer for a connection than they may by default.
  const connections = { url: database.url, poolSize: 4, timeouts: BACKGROUND_TIMEOUTS, onStatement };
  const running = await subgraph.open({ database: connections, settings, log, ...limits });
  const clock = deterministicClock('2026-01-01T00:00:00Z', subgraph.name);
  const context: OpenSubgraph<Context>['context'] = (request) =>
    running.createContext({ identity: request?.identity ?? anonymous, clock: request?.clock ?? clock });
  return {
    ...running,
    url: database.url,
    context,
    statements: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
    query: async (source, variableValues, identity) => {
      const document = parseFor(subgraph, source);
      return execute({ schema: subgraph.schema, document, variableValues, contextValue: context({ identity }) });
    },
    close: async () => {
      await running.close();
      await database.drop();
    },
  };
};
