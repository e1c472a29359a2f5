import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger, ensureDatabase } from '@wizness/kernel';
import { readServiceSettings } from '../command/open-services';
import { REPOSITORY } from '../folders';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { loadScaleData } from './data/load-scale-data';
import { type Child, startChild } from './gateway/child';
import type { DemoStart } from './gateway/demo-process';
import type { Usage } from './gateway/usage';
import { writeTable } from './scale/write-table';

const CLAIMS = [20_000, 200_000] as const;
const VERSIONS = 3;
/** The other data are few: exports read none of them. */
const OTHERS = { posts: 1000, comments: 1000, ratings: 1000, members: 1000 };
const FILES = ['facts.ndjson', 'facts.csv', 'facts.parquet', 'facts.jsonld'] as const;
const RUNS = 3;
const SAMPLE_MS = 50;
const MEBIBYTE = 1024 * 1024;

interface Run {
  readonly rows: number;
  readonly bytes: number;
  readonly rowsPerSecond: number;
  /** Largest resident memory above that of before, in bytes. */
  readonly memory: number;
}

const memoryOf = async (child: Child): Promise<number> => (await child.ask<Usage>('usage')).memory;

/** Reads a file to its end, while the memory of the process that sends it is measured. */
const take = async (child: Child, url: string, rows: number): Promise<Run> => {
  const idle = await memoryOf(child);
  let largest = idle;
  const reading = new AbortController();
  const sampling = (async () => {
    while (!reading.signal.aborted) {
      largest = Math.max(largest, await memoryOf(child));
      await pause(SAMPLE_MS);
    }
  })();
  const start = performance.now();
  const { body, status } = await fetch(url);
  if (status !== 200 || !body) throw new Error(`${url} responds with ${status}.`);
  let [bytes, lines] = [0, 0];
  for await (const chunk of body) {
    bytes += chunk.length;
    if (url.endsWith('.ndjson')) for (const byte of chunk) if (byte === 10) lines += 1;
  }
  const seconds = (performance.now() - start) / 1000;
  reading.abort();
  await sampling;
  const read = lines || rows;
  return { rows: read, bytes, rowsPerSecond: read / seconds, memory: largest - idle };
};

/** The median run of each file, by its speed. */
const measure = async (databaseUrl: string, mailFolder: string): Promise<ReadonlyMap<string, Run>> => {
  const supergraph = readFileSync(join(REPOSITORY, 'schema', 'supergraph.graphql'), 'utf8');
  const { child } = startChild('demo-process');
  try {
    const message: DemoStart = { role: 'oneProcess', databaseUrl, mailFolder, supergraph, urls: {} };
    const url = await child.ask<string>(message);
    await (await fetch(`${url}/exports/network.csv?rootIds=none`)).text();
    const runs = new Map<string, Run>();
    let rows = 0;
    for (const file of FILES) {
      const all: Run[] = [];
      for (let run = 0; run < RUNS; run += 1) all.push(await take(child, `${url}/exports/${file}`, rows));
      const median = all.toSorted((one, other) => one.rowsPerSecond - other.rowsPerSecond)[RUNS >> 1];
      if (!median) throw new Error('Nothing was measured.');
      rows = median.rows;
      runs.set(file, { ...median, memory: Math.max(...all.map(({ memory }) => memory)) });
    }
    return runs;
  } finally {
    await child.stop();
  }
};

const number = (value: number): string => Math.round(value).toLocaleString('en-GB');

const rowsOf = (name: string, { rows, bytes, rowsPerSecond, memory }: Run): string =>
  `| ${[name, number(rows), number(bytes / MEBIBYTE), number(rowsPerSecond), number(memory / MEBIBYTE)].join(' | ')} |`;

/** Speed and memory of exports at two sizes. Writes the table into the README of this package. */
export const benchExports = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const log = createLogger('bench', 'warn');
  const postgres = await startEmbeddedPostgres({ directory, durable: false, log });
  try {
    const lines = ['| file | rows | MiB | rows per second | MiB of memory above idle |', '|---|--:|--:|--:|--:|'];
    for (const claims of CLAIMS) {
      const databaseUrl = postgres.url(`claims_${claims}`);
      await ensureDatabase(databaseUrl);
      const counts = { ...OTHERS, facts: claims * VERSIONS };
      const settings = readServiceSettings({});
      await loadScaleData({ databaseUrl, settings, log, scale: claims / 20_000, counts, seed: 1 });
      const runs = await measure(databaseUrl, join(directory, 'mail'));
      for (const [name, run] of runs) lines.push(rowsOf(name, run));
    }
    const table = lines.join('\n');
    await writeTable('exports', table);
    return table;
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
