import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectClient } from '@wizness/kernel';
import type { Client } from 'pg';
import { REPOSITORY } from '../folders';
import { onClaims } from './claims';
import { type Child, startChild } from './gateway/child';
import type { DemoStart } from './gateway/demo-process';
import type { Usage } from './gateway/usage';
import { processorTimes, usedSince } from './process-usage';
import { number, writeTable } from './scale/write-table';

const FILES = ['facts.ndjson', 'facts.csv', 'facts.parquet', 'facts.jsonld'] as const;
const SAMPLE_MS = 50;
const MEBIBYTE = 1024 * 1024;

/** What the process has served before it is measured, so that its code is compiled and its heap is as large as work makes it. */
const WARM = 'facts.ndjson';

interface Run {
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Largest resident memory above that of before, in bytes. */
  readonly memory: number;
  /** Processor time of the process, and of PostgreSQL, in milliseconds. */
  readonly nodeMs: number;
  readonly postgresMs: number;
}

/** The graph in a process, and its database. */
interface Measured {
  readonly child: Child;
  readonly client: Client;
}

/** The number of rows is that of lines; of other formats it is `rows`. */
const countOf = async (url: string, rows: number): Promise<Pick<Run, 'rows' | 'bytes'>> => {
  const { body, status } = await fetch(url);
  if (status !== 200 || !body) throw new Error(`${url} responds with ${status}.`);
  let [bytes, lines] = [0, 0];
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (!url.includes('.ndjson')) continue;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
  }
  return { rows: lines || rows, bytes };
};

/** Reads a file to its end, while the memory of the process that sends it is measured. */
const take = async ({ child, client }: Measured, url: string, rows: number): Promise<Run> => {
  const [idle, before] = [await child.ask<Usage>('usage'), await processorTimes(client)];
  let last = idle;
  let largest = idle.memory;
  const reading = new AbortController();
  const sampling = (async () => {
    while (!reading.signal.aborted) {
      last = await child.ask<Usage>('usage');
      largest = Math.max(largest, last.memory);
      await pause(SAMPLE_MS);
    }
  })();
  const start = performance.now();
  const read = await countOf(url, rows).finally(() => reading.abort());
  const seconds = (performance.now() - start) / 1000;
  await sampling;
  const postgresMs = usedSince(before, await processorTimes(client));
  return { ...read, seconds, memory: largest - idle.memory, nodeMs: last.cpuMs - idle.cpuMs, postgresMs };
};

/** One run of each file. */
const measure = async (databaseUrl: string, mailFolder: string): Promise<ReadonlyMap<string, Run>> => {
  const supergraph = readFileSync(join(REPOSITORY, 'schema', 'supergraph.graphql'), 'utf8');
  const { child } = startChild('demo-process');
  const client = await connectClient(databaseUrl);
  try {
    const message: DemoStart = { role: 'oneProcess', databaseUrl, mailFolder, supergraph, urls: {} };
    const url = await child.ask<string>(message);
    await countOf(`${url}/exports/${WARM}`, 0);
    const runs = new Map<string, Run>();
    let rows = 0;
    for (const file of FILES) {
      const run = await take({ child, client }, `${url}/exports/${file}`, rows);
      rows = run.rows;
      runs.set(file, run);
    }
    return runs;
  } finally {
    await client.end();
    await child.stop();
  }
};

const HEADER = [
  '| file | rows | MiB | rows per second | MiB of memory above idle | ms of Node for 1,000 rows | ms of PostgreSQL |',
  '|---|--:|--:|--:|--:|--:|--:|',
];

const rowOf = (name: string, { rows, bytes, seconds, memory, nodeMs, postgresMs }: Run): string => {
  const thousands = rows / 1000;
  const times = [nodeMs, postgresMs].map((ms) => (ms / thousands).toFixed(1));
  return `| ${[name, number(rows), number(bytes / MEBIBYTE), number(rows / seconds), number(memory / MEBIBYTE), ...times].join(' | ')} |`;
};

/** Speed and memory of exports at two sizes. Writes the table into the README of this package. */
export const benchExports = async (): Promise<string> => {
  const lines = await onClaims(async ({ url, directory }) =>
    [...(await measure(url, join(directory, 'mail')))].map(([name, run]) => rowOf(name, run)),
  );
  const table = [...HEADER, ...lines.flat()].join('\n');
  await writeTable('exports', table);
  return table;
};
