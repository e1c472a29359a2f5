import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, ensureDatabase } from '@wizness/kernel';
import { readServiceSettings } from '../../command/open-services';
import { INFRA } from '../../folders';
import { startEmbeddedPostgres } from '../../postgres/embedded-postgres';
import { loadScaleData } from '../data/load-scale-data';
import { type ScaleJob, SCALE_JOBS } from './jobs';
import { type JobCost, measureJobs } from './measure-jobs';

const SCALES = [1, 10] as const;
const README = join(INFRA, 'README.md');
const [START, END] = ['<!-- bench scale: start -->', '<!-- bench scale: end -->'];

const HEADER = [
  '| job | buffers at scale 10 (at most) | at scale 1 | ratio (at most) | rows | statements | database time at scale 10 (at most) | |',
  '|---|--:|--:|--:|--:|--:|--:|---|',
];

const number = (value: number): string => Math.round(value).toLocaleString('en-GB');

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

/** Replaces the table in the README of this package. */
const writeTable = async (table: string): Promise<void> => {
  const text = await readFile(README, 'utf8');
  const [before, after] = [text.indexOf(START) + START.length, text.indexOf(END)];
  if (after < before) throw new Error(`${README} has no place for the table: it lies between ${START} and ${END}.`);
  await writeFile(README, `${text.slice(0, before)}\n${table}\n${text.slice(after)}`);
};

/**
 * What the main jobs read at scale 1 and 10, in one run: the operations are sent to the whole graph, and each statement is
 * explained once warm. Writes the table into the README of this package.
 */
export const benchScale = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const settings = readServiceSettings({});
  const log = createLogger('bench', 'warn');
  const postgres = await startEmbeddedPostgres({ directory, durable: false, log });
  try {
    const costs: Map<string, JobCost>[] = [];
    for (const scale of SCALES) {
      const databaseUrl = postgres.url(`scale_${scale}`);
      await ensureDatabase(databaseUrl);
      await loadScaleData({ databaseUrl, settings, log, scale, seed: 1 });
      costs.push(await measureJobs(databaseUrl, SCALE_JOBS));
    }
    const lines = SCALE_JOBS.flatMap((job) => {
      const [small, large] = costs.map((measured) => measured.get(job.name));
      return small && large ? [lineOf(job, small, large)] : [];
    });
    const table = [...HEADER, ...lines].join('\n');
    await writeTable(table);
    return table;
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
