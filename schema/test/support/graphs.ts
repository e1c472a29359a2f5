import { loadDemo, readServiceSettings } from '@wizness/infra';
import { createLogger, type Logger } from '@wizness/kernel';
import { cloneGraphDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { type Graph, type GraphSettings, MODES, type Mode, startGraph } from '../../src/graph';

export const silentLog: Logger = createLogger('graph', 'silent');

/** A clone of a database with the demo data, which are loaded once per test run. */
export const demoDatabase = (): Promise<TestDatabase> =>
  cloneGraphDatabase('demo', (url) =>
    loadDemo({ databaseUrl: url, settings: readServiceSettings({}), log: silentLog }),
  );

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly service?: string; readonly paths?: readonly unknown[] };
}

interface GraphResult<Data> {
  readonly status: number;
  readonly text: string;
  readonly data: Data;
  readonly errors: readonly GraphError[] | undefined;
}

type Execute = <Data = Readonly<Record<string, unknown>> | null>(
  query: string,
  variables?: Readonly<Record<string, unknown>>,
) => Promise<GraphResult<Data>>;

/** Responses of several graphs are compared, so every request has the same id. */
const HEADERS = { 'content-type': 'application/json', 'x-request-id': 'test-1' };

const executeOn =
  (graph: Graph): Execute =>
  async (query, variables) => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: HEADERS,
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const { data, errors } = JSON.parse(text);
    return { status: response.status, text, data, errors };
  };

export type TestGraph = Omit<Graph, 'execute'> & { readonly execute: Execute };

/** Starts the whole graph on a database and free ports. */
export const openGraph = async (
  mode: Mode,
  { urls }: TestDatabase,
  options: Pick<
    GraphSettings,
    | 'clock'
    | 'settings'
    | 'webhooks'
    | 'subscriptionTiming'
    | 'subscriptionLimits'
    | 'examples'
    | 'maxCostPerMinute'
    | 'answerCacheMs'
    | 'persistedOperations'
    | 'timeouts'
  > = {},
): Promise<TestGraph> => {
  const graph = await startGraph({ mode, databaseUrl: urls, log: silentLog, ...options });
  return { ...graph, execute: executeOn(graph) };
};

/** The graph in both modes, on one database with the demo data. */
export interface BothModes {
  /** Executes an operation in both modes, and fails unless both responses are the same bytes. */
  readonly execute: Execute;
  close(): Promise<void>;
}

export const openBothModes = async (): Promise<BothModes> => {
  const database = await demoDatabase();
  const graphs: TestGraph[] = [];
  for (const mode of MODES) graphs.push(await openGraph(mode, database));
  return {
    execute: async <Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphResult<Data>> => {
      const [first, ...others] = await Promise.all(graphs.map((graph) => graph.execute<Data>(query, variables)));
      if (!first) throw new Error('There is no graph.');
      for (const { status, text } of others) {
        expect({ status, text }).toEqual({ status: first.status, text: first.text });
      }
      return first;
    },
    close: async () => {
      await Promise.all(graphs.map((graph) => graph.close()));
      await database.drop();
    },
  };
};
