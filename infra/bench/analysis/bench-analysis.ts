import { anonymous, BACKGROUND_TIMEOUTS, connectClient, createLogger, systemClock } from '@wizness/kernel';
import { partnerships } from '@wizness/partnerships';
import { execute, parse } from 'graphql';
import type { Client } from 'pg';
import { onClaims } from '../claims';
import { decideAll } from '../data/decide-all';
import { median } from '../distribution';
import { processorTimes, usedSince } from '../process-usage';
import { readCosts } from '../scale/read-cost';
import type { SentStatement } from '../scale/recorded-graph';
import { number, writeTable } from '../scale/write-table';
import { BY_HAND, SAME_ANSWER } from './by-hand';

const RUNS = 5;

interface Roots {
  readonly hub: string;
  readonly one: string;
  readonly other: string;
}

const GROUPS = '{ nodes { count subjects sum { lower upper } excluded } }';
const jobsOf = ({ hub, one, other }: Roots): Readonly<Record<string, string>> => ({
  'factGroups by property, measure, unit': `{ factGroups(by: [], first: 100) ${GROUPS} }`,
  'factGroups by kind of subject and year': `{ factGroups(by: [SUBJECT_KIND, VALID_YEAR], first: 100) ${GROUPS} }`,
  'factGroups of one property': `{ factGroups(by: [], filter: { properties: ["mobility_platforms"] }) ${GROUPS} }`,
  'targetProgress, all targets counted': '{ targetProgress(first: 100) { nodes { attainment state } totalCount } }',
  'network of a hub, depth 3, limit 500': `{ network(rootIds: ["${hub}"], depth: 3, limit: 500) { nodes { distance component } edges { kind } truncated } }`,
  'degrees of a network of 200': `{ network(rootIds: ["${hub}"], depth: 2) { nodes { degree } } }`,
  shortestPaths: `{ shortestPaths(fromId: "${one}", toId: "${other}", maxLength: 8) { edges { kind } } }`,
  'timeline of a hub': `{ timeline(subjectId: "${hub}") { nodes { at { edtf } } totalCount } }`,
  'contradictions, first page': '{ contradictions { nodes { facts { id } } } }',
});

interface Cost {
  readonly buffers: number;
  /** Processor time of PostgreSQL, and the time that the statements took, in milliseconds. */
  readonly processor: number;
  readonly milliseconds: number;
  readonly statements: number;
}

interface Time {
  readonly processor: number;
  readonly milliseconds: number;
}

/** Sends statements one after the other. */
const timeOf = async (client: Client, statements: readonly SentStatement[]): Promise<Time> => {
  const [start, before] = [performance.now(), await processorTimes(client)];
  for (const { sql, parameters } of statements) await client.query(sql, [...parameters]);
  return {
    milliseconds: performance.now() - start,
    processor: usedSince(before, await processorTimes(client)),
  };
};

/** What the statements of each job cost. Their times are medians of runs in turn, so that other work on the machine meets all. */
const costsOf = async (
  databaseUrl: string,
  jobs: ReadonlyMap<string, readonly SentStatement[]>,
): Promise<Map<string, Cost>> => {
  const client = await connectClient(databaseUrl);
  try {
    await client.query('SET search_path TO partnerships, public; SET max_parallel_workers_per_gather TO 0');
    const times = new Map<string, Time[]>();
    for (let run = 0; run < RUNS; run += 1) {
      for (const [name, statements] of jobs) {
        times.set(name, [...(times.get(name) ?? []), await timeOf(client, statements)]);
      }
    }
    const costs = new Map<string, Cost>();
    for (const [name, statements] of jobs) {
      const of = times.get(name) ?? [];
      costs.set(name, {
        buffers: (await readCosts(databaseUrl, statements)).reduce((sum, { buffers }) => sum + buffers, 0),
        processor: median(of.map(({ processor }) => processor)),
        milliseconds: median(of.map(({ milliseconds }) => milliseconds)),
        statements: statements.length,
      });
    }
    return costs;
  } finally {
    await client.end();
  }
};

const rootsIn = async (databaseUrl: string): Promise<Roots> => {
  const client = await connectClient(databaseUrl);
  try {
    const { rows } = await client.query<{ id: string }>(`SELECT from_id AS id FROM partnerships.relations
      WHERE known_to = 'infinity' AND visible_to = 0 AND from_id LIKE 'org%' GROUP BY 1 ORDER BY count(*) DESC, 1`);
    const at = (index: number): string => rows[index]?.id ?? '';
    return { hub: at(0), one: at(rows.length >> 1), other: at(rows.length - 1) };
  } finally {
    await client.end();
  }
};

interface Figures {
  readonly count: number;
  readonly subjects: number;
  readonly excluded: number;
}

/** Throws an Error if the statement by hand does not give the figures of the first job. */
const expectSame = async (databaseUrl: string, data: unknown): Promise<void> => {
  const client = await connectClient(databaseUrl);
  try {
    await client.query('SET search_path TO partnerships, public');
    const { rows } = await client.query<Record<string, string>>(BY_HAND[SAME_ANSWER]);
    const { nodes } = (data as { factGroups: { nodes: readonly Figures[] } }).factGroups;
    const ours = nodes.map(({ count, subjects, excluded }) => [count, subjects, excluded].join());
    const theirs = rows.map(({ count, subjects, excluded }) => [count, subjects, excluded].join());
    if (ours.join(' ') !== theirs.join(' ')) throw new Error('The statement by hand does not give the same answer.');
  } finally {
    await client.end();
  }
};

/** What each analysis costs on a database. */
const measure = async (databaseUrl: string): Promise<Map<string, Cost>> => {
  const log = createLogger('bench', 'warn');
  let statements: SentStatement[] = [];
  const running = await partnerships.open({
    database: {
      url: databaseUrl,
      poolSize: 2,
      // On a busy machine, a statement takes longer than it may for a request.
      timeouts: BACKGROUND_TIMEOUTS,
      onStatement: (sql, parameters) => statements.push({ service: 'partnerships', sql, parameters: [...parameters] }),
    },
    settings: partnerships.settings.parse({}),
    log,
  });
  try {
    // Data that were kept may just have been migrated.
    await decideAll(databaseUrl, log);
    const jobs = new Map<string, readonly SentStatement[]>();
    for (const [name, operation] of Object.entries(jobsOf(await rootsIn(databaseUrl)))) {
      statements = [];
      const contextValue = running.createContext({ identity: anonymous, clock: systemClock });
      const { data, errors } = await execute({ schema: partnerships.schema, document: parse(operation), contextValue });
      if (errors?.[0]) throw errors[0];
      if (jobs.size === 0) await expectSame(databaseUrl, data);
      jobs.set(name, statements);
    }
    for (const [name, sql] of Object.entries(BY_HAND)) {
      jobs.set(name, [{ service: 'partnerships', sql, parameters: [] }]);
    }
    return await costsOf(databaseUrl, jobs);
  } finally {
    await running.close();
  }
};

const HEADER = [
  '| analysis | buffers at 200,000 | at 20,000 | ms of processor at 200,000 | at 20,000 | ms at 200,000 | statements |',
  '|---|--:|--:|--:|--:|--:|--:|',
];

/** What each analysis costs at two sizes. Writes the table into the README of this package. */
export const benchAnalysis = async (): Promise<string> => {
  const [small, large] = await onClaims(({ url }) => measure(url));
  const lines = [...(large ?? [])].map(([name, cost]) => {
    const before = small?.get(name);
    const times = [cost.processor, before?.processor ?? 0, cost.milliseconds].map((ms) => ms.toFixed(1));
    return `| ${[name, number(cost.buffers), number(before?.buffers ?? 0), ...times, cost.statements].join(' | ')} |`;
  });
  const table = [...HEADER, ...lines].join('\n');
  await writeTable('analysis', table);
  return table;
};
