import { loadDemo } from '@wizness/infra';
import { type Clock, createLogger, type Logger } from '@wizness/kernel';
import { cloneDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { type Graph, MODES, type Mode, startGraph } from '../../src/graph';

export const quiet: Logger = createLogger('graph', 'silent');

/** A database that holds the demo data; they are loaded once per run. */
export const demoDatabase = (): Promise<TestDatabase> => cloneDatabase('demo', (url) => loadDemo(url, quiet));

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly service?: string; readonly paths?: readonly unknown[] };
}

export interface Answer<Data> {
  readonly status: number;
  readonly text: string;
  readonly data: Data;
  readonly errors: readonly GraphError[] | undefined;
}

export type Ask = <Data = Readonly<Record<string, unknown>> | null>(
  query: string,
  variables?: Readonly<Record<string, unknown>>,
) => Promise<Answer<Data>>;

/** Answers are compared between graphs, so every request has the same name. */
const HEADERS = { 'content-type': 'application/json', 'x-request-id': 'test-1' };

const asking =
  (graph: Graph): Ask =>
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

export type TestGraph = Omit<Graph, 'ask'> & { readonly ask: Ask };

/** The whole graph over a database, on free ports. */
export const openGraph = async (mode: Mode, { url }: TestDatabase, clock?: Clock): Promise<TestGraph> => {
  const graph = await startGraph({ mode, databaseUrl: url, log: quiet, clock });
  return { ...graph, ask: asking(graph) };
};

/** The graph in both its modes on demo data of their own. */
export interface BothModes {
  /** Asks both, and fails unless the same bytes come from both. */
  readonly ask: Ask;
  close(): Promise<void>;
}

export const openBothModes = async (): Promise<BothModes> => {
  const database = await demoDatabase();
  const graphs: TestGraph[] = [];
  for (const mode of MODES) graphs.push(await openGraph(mode, database));
  return {
    ask: async <Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer<Data>> => {
      const [first, ...others] = await Promise.all(graphs.map((graph) => graph.ask<Data>(query, variables)));
      if (!first) throw new Error('There is no mode to ask.');
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
