import type { HotSubjects } from './hot-subjects';
import { findHotSubjects } from './hot-subjects';
import type { ScaleJob } from './scale-job';
import { type ReadCosts, withReadCosts } from './read-cost';
import { createReadKey, type RecordedGraph, withRecordedGraph } from './recorded-graph';

/** What a job costs in one database, all its statements together. */
export interface JobCost {
  readonly buffers: number;
  readonly rows: number;
  readonly statements: number;
  /** Time in the database. */
  readonly milliseconds: number;
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** The first `pageInfo` in a response. */
const pageInfoIn = (value: unknown): PageInfo | null => {
  if (value === null || typeof value !== 'object') return null;
  if ('pageInfo' in value) return value.pageInfo as PageInfo;
  for (const part of Object.values(value)) {
    const found = pageInfoIn(part);
    if (found) return found;
  }
  return null;
};

const LARGEST_PAGE = 100;
/** Items before page 1,000. */
const DEEP = 19_980;

/** The cursor before page 1,000, or before the last full page of a shorter list. */
const deepCursor = async (graph: RecordedGraph, { operation }: ScaleJob, variables: object): Promise<string | null> => {
  let cursor: string | null = null;
  for (let items = 0; items + LARGEST_PAGE <= DEEP; items += LARGEST_PAGE) {
    const { data } = await graph.ask(operation, { ...variables, first: LARGEST_PAGE, after: cursor });
    const page = pageInfoIn(data);
    if (!page?.hasNextPage) return cursor;
    cursor = page.endCursor;
  }
  return cursor;
};

interface Measured {
  readonly readCosts: ReadCosts;
  readonly graph: RecordedGraph;
  readonly hot: HotSubjects;
  readonly isWarm: boolean;
  readonly keys: Readonly<Record<NonNullable<ScaleJob['as']>, string>>;
}

const measureJob = async ({ readCosts, graph, hot, keys, isWarm }: Measured, job: ScaleJob): Promise<JobCost> => {
  const own = job.variables(hot);
  const variables = job.isDeep ? { ...own, after: await deepCursor(graph, job, own) } : own;
  const { statements } = await graph.ask(job.operation, variables, job.as && keys[job.as]);
  const costs = await readCosts(statements, { isWarm });
  const sum = (of: 'buffers' | 'rows' | 'milliseconds') => costs.reduce((total, cost) => total + cost[of], 0);
  return {
    buffers: sum('buffers'),
    rows: sum('rows'),
    statements: costs.length,
    milliseconds: sum('milliseconds'),
  };
};

/** Measures jobs in a database with data at scale, by their names: once warm, or at once. */
export const measureJobs = async (
  databaseUrl: string,
  jobs: readonly ScaleJob[],
  { isWarm = true }: { readonly isWarm?: boolean } = {},
): Promise<Map<string, JobCost>> => {
  const hot = await findHotSubjects(databaseUrl);
  const [many, few] = hot.followerIds;
  const keys = {
    many: await createReadKey(databaseUrl, many),
    few: await createReadKey(databaseUrl, few),
    staff: await createReadKey(databaseUrl, hot.staffId),
  };
  const measure = async (graph: RecordedGraph, readCosts: ReadCosts): Promise<Map<string, JobCost>> => {
    const costs = new Map<string, JobCost>();
    for (const job of jobs) costs.set(job.name, await measureJob({ readCosts, graph, hot, keys, isWarm }, job));
    return costs;
  };
  return withRecordedGraph(databaseUrl, (graph) => withReadCosts(databaseUrl, (read) => measure(graph, read)));
};
