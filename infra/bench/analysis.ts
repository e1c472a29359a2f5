import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  anonymous,
  BACKGROUND_TIMEOUTS,
  connectClient,
  createLogger,
  ensureDatabase,
  systemClock,
} from '@wizness/kernel';
import { partnerships } from '@wizness/partnerships';
import { execute, parse } from 'graphql';
import { readServiceSettings } from '../command/open-services';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { loadScaleData } from './data/load-scale-data';
import { readCosts } from './scale/read-cost';
import type { SentStatement } from './scale/recorded-graph';
import { writeTable } from './scale/write-table';

const CLAIMS = [20_000, 200_000] as const;
const VERSIONS = 3;
/** The other data are few: no analysis reads them. */
const OTHERS = { posts: 1000, comments: 1000, ratings: 1000, members: 1000 };
const RUNS = 5;

const COUNTED = `FROM facts WHERE known_to = 'infinity' AND visible_to = 0 AND status = 'ACCEPTED' AND rank <> 'DEPRECATED' AND presence = 'VALUE'`;
const FIGURES = 'count(*), sum(coalesce(amount, lower)), sum(coalesce(amount, upper))';
const BY_HAND = {
  'plain sum by hand': `SELECT property_key, measure, unit_code, ${FIGURES} ${COUNTED} GROUP BY 1, 2, 3`,
  'one fact of each period by hand': `SELECT property_key, measure, unit_code, ${FIGURES} FROM (
    SELECT *, row_number() OVER (PARTITION BY subject_id, property_key, measure, unit_code, country, dimension_values,
      from_earliest, to_latest, due_latest ORDER BY rank, confidence, known_from DESC, id) AS place ${COUNTED}
  ) facts WHERE place = 1 GROUP BY 1, 2, 3`,
};

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
  readonly milliseconds: number;
  readonly statements: number;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** What statements cost together; the time is the median of some runs. */
const costOf = async (databaseUrl: string, statements: readonly SentStatement[]): Promise<Cost> => {
  const runs: Cost[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const costs = await readCosts(databaseUrl, statements);
    const sum = (of: 'buffers' | 'milliseconds') => costs.reduce((total, cost) => total + cost[of], 0);
    runs.push({ buffers: sum('buffers'), milliseconds: sum('milliseconds'), statements: costs.length });
  }
  const [first] = runs;
  if (!first) throw new Error('Nothing was measured.');
  return { ...first, milliseconds: median(runs.map(({ milliseconds }) => milliseconds)) };
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

const measure = async (databaseUrl: string): Promise<Map<string, Cost>> => {
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
    log: createLogger('bench', 'warn'),
  });
  try {
    const costs = new Map<string, Cost>();
    for (const [name, operation] of Object.entries(jobsOf(await rootsIn(databaseUrl)))) {
      statements = [];
      const contextValue = running.createContext({ identity: anonymous, clock: systemClock });
      const { errors } = await execute({ schema: partnerships.schema, document: parse(operation), contextValue });
      if (errors?.[0]) throw errors[0];
      costs.set(name, await costOf(databaseUrl, statements));
    }
    for (const [name, sql] of Object.entries(BY_HAND)) {
      costs.set(name, await costOf(databaseUrl, [{ service: 'partnerships', sql, parameters: [] }]));
    }
    return costs;
  } finally {
    await running.close();
  }
};

const HEADER = [
  '| analysis | buffers at 200,000 | at 20,000 | database time at 200,000 | at 20,000 | statements |',
  '|---|--:|--:|--:|--:|--:|',
];
const number = (value: number): string => Math.round(value).toLocaleString('en-GB');

/** What each analysis reads at two sizes. Writes the table into the README of this package. */
export const benchAnalysis = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const log = createLogger('bench', 'warn');
  const postgres = await startEmbeddedPostgres({ directory, durable: false, log });
  try {
    const costs: Map<string, Cost>[] = [];
    for (const claims of CLAIMS) {
      const databaseUrl = postgres.url(`claims_${claims}`);
      await ensureDatabase(databaseUrl);
      const counts = { ...OTHERS, facts: claims * VERSIONS };
      const settings = readServiceSettings({});
      await loadScaleData({ databaseUrl, settings, log, scale: claims / 20_000, counts, seed: 1 });
      costs.push(await measure(databaseUrl));
    }
    const [small, large] = costs;
    const lines = [...(large ?? [])].map(([name, cost]) => {
      const before = small?.get(name);
      const times = [cost, before].map((each) => `${each?.milliseconds.toFixed(1)} ms`);
      return `| ${[name, number(cost.buffers), number(before?.buffers ?? 0), ...times, cost.statements].join(' | ')} |`;
    });
    const table = [...HEADER, ...lines].join('\n');
    await writeTable('analysis', table);
    return table;
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
