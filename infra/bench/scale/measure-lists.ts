import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { REPOSITORY } from '../../folders';
import { findHotSubjects } from './hot-subjects';
import { type Caller, type ListRead, listReads } from './list-reads';
import { type ReadCosts, withReadCosts } from './read-cost';
import { createReadKey, type RecordedGraph, withRecordedGraph } from './recorded-graph';
import { readSamples } from './samples';

/** What a read of a list costs: that of its statement that reads most. */
export interface ListCost extends ListRead {
  /** Infinite if the service did not answer in time. */
  readonly buffers: number;
  /** Rows that the statement returns, or counts: 10,001 if there are more than are counted. */
  readonly rows: number;
  readonly sql: string;
}

/** What the database has of the lists of the graph. */
export interface ListCosts {
  readonly costs: readonly ListCost[];
  /** Lists without an item in this database, as `Type.field`. */
  readonly empty: readonly string[];
  /** Lists for which no statement was sent: the caller may not read them. */
  readonly unread: readonly string[];
}

const graphSchema = () =>
  buildSchema(readFileSync(join(REPOSITORY, 'schema', 'api.graphql'), 'utf8'), { assumeValid: true });

const MORE_THAN_COUNTED = 10_001;

/** The first `totalCount` in a response. Undefined if there is none. */
const totalCountIn = (value: unknown): number | undefined => {
  if (value === null || typeof value !== 'object') return undefined;
  if ('totalCount' in value) return (value.totalCount as number | null) ?? MORE_THAN_COUNTED;
  for (const part of Object.values(value)) {
    const found = totalCountIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Null for a service that did not answer in time. Throws any other error. */
const unlessTimeout = (error: unknown): null => {
  if (String(error).includes('"code":"TIMEOUT"')) return null;
  throw error;
};

/**
 * Reads every list of the graph with each of its orders, filters and counts, as a member who follows some things, or as a
 * visitor. `kinds` are all by default. Rejects where the graph refuses one.
 */
export const measureLists = async (
  databaseUrl: string,
  caller: 'visitor' | 'member',
  kinds: readonly ListRead['kind'][] = ['page', 'order', 'filter', 'count'],
): Promise<ListCosts> => {
  const { reads, empty } = listReads(graphSchema(), await readSamples(databaseUrl));
  const { followerIds, staffId } = await findHotSubjects(databaseUrl);
  const keys: Readonly<Record<Caller, string | undefined>> = {
    visitor: undefined,
    member: await createReadKey(databaseUrl, followerIds[1]),
    staff: await createReadKey(databaseUrl, staffId),
  };
  const explained = new Set<string>();
  const asked = reads.filter(({ kind, as }) => kinds.includes(kind) && (caller === 'visitor' || as === 'visitor'));
  const measure = async ({ ask }: RecordedGraph, readCosts: ReadCosts): Promise<ListCosts> => {
    const costs: ListCost[] = [];
    const unread: string[] = [];
    for (const read of asked) {
      const as = read.as === 'visitor' ? caller : read.as;
      const answer = await ask(read.operation, {}, keys[as]).catch(unlessTimeout);
      if (!answer) {
        costs.push({ ...read, buffers: Number.POSITIVE_INFINITY, rows: 0, sql: read.operation });
        continue;
      }
      const { statements } = answer;
      if (statements.length === 0) unread.push(read.list);
      // A list of few things is read by the statements of another one.
      const fresh = statements.filter(({ sql, parameters, settings }) => {
        const text = JSON.stringify([sql, parameters, settings]);
        return !explained.has(text) && explained.add(text);
      });
      const [most] = (await readCosts(fresh, { isWarm: false })).toSorted((one, other) => other.buffers - one.buffers);
      const rows = totalCountIn(answer.data) ?? most?.rows ?? 0;
      if (most) costs.push({ ...read, buffers: most.buffers, rows, sql: most.statement.sql });
    }
    return { costs, empty, unread };
  };
  return withRecordedGraph(databaseUrl, (graph) => withReadCosts(databaseUrl, (read) => measure(graph, read)));
};
