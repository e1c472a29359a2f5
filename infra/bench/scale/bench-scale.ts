import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, ensureDatabase } from '@wizness/kernel';
import { readServiceSettings } from '../../command/open-services';
import { startEmbeddedPostgres } from '../../postgres/embedded-postgres';
import { loadScaleData } from '../data/load-scale-data';
import { SCALE_JOBS } from './jobs';
import { type JobCost, measureJobs } from './measure-jobs';
import { type ListCost, measureLists } from './measure-lists';
import { tableOfLists } from './table-of-lists';
import { number, writeTable } from './write-table';
import type { ScaleJob } from './scale-job';

const SCALES = [1, 10] as const;
const HEADER = [
  '| job | buffers at scale 10 (at most) | at scale 1 | ratio (at most) | rows | statements | database time at scale 10 (at most) | |',
  '|---|--:|--:|--:|--:|--:|--:|---|',
];

const lineOf = ({ name, ...bound }: ScaleJob, small: JobCost, large: JobCost): string => {
  const ratio = large.buffers / Math.max(1, small.buffers);
  const exceeded = [
    ...(large.buffers > bound.buffers ? ['buffers'] : []),
    // A few buffers more are no growth: an index has one level more.
    ...(ratio > bound.ratio && large.buffers - small.buffers > 50 ? ['ratio'] : []),
    ...(large.milliseconds > bound.milliseconds ? ['time'] : []),
  ];
  const cells = [
    name,
    `${number(large.buffers)} (${number(bound.buffers)})`,
    number(small.buffers),
    `${ratio.toFixed(1)} (${bound.ratio})`,
    number(large.rows),
    String(large.statements),
    `${large.milliseconds.toFixed(1)} ms (${bound.milliseconds})`,
    exceeded.length === 0 ? 'met' : `exceeds ${exceeded.join(', ')}`,
  ];
  return `| ${cells.join(' | ')} |`;
};

/**
 * What the main jobs read at scale 1 and 10, in one run: the operations are sent to the whole graph, and each statement is
 * explained once warm; then every list of the graph. Writes the tables into the README of this package.
 */
export const benchScale = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const settings = readServiceSettings({});
  const log = createLogger('bench', 'warn');
  const postgres = await startEmbeddedPostgres({ directory, durable: false, log });
  try {
    const costs: Map<string, JobCost>[] = [];
    const lists: (readonly ListCost[])[] = [];
    for (const scale of SCALES) {
      const databaseUrl = postgres.url(`scale_${scale}`);
      await ensureDatabase(databaseUrl);
      await loadScaleData({ databaseUrl, settings, log, scale, seed: 1 });
      costs.push(await measureJobs(databaseUrl, SCALE_JOBS));
      lists.push((await measureLists(databaseUrl, 'visitor')).costs);
    }
    const lines = SCALE_JOBS.flatMap((job) => {
      const [small, large] = costs.map((measured) => measured.get(job.name));
      return small && large ? [lineOf(job, small, large)] : [];
    });
    const table = [...HEADER, ...lines].join('\n');
    await writeTable('scale', table);
    const [small = [], large = []] = lists;
    const listTable = tableOfLists(small, large);
    await writeTable('scale lists', listTable);
    return `${table}\n\n${listTable}`;
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
