import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { catalogue } from '@wizness/kernel';
import { Pool } from 'undici';
import { REPOSITORY } from '../folders';
import { startChild } from '../start/child';
import { portSetting } from '../start/environment';
import { withFreePorts } from '../start/ports';
import { untilReady } from '../start/until-ready';
import { productionEnvironment } from './environment';
import { type ProcessUsage, usageOfTree } from './process-usage';

const PAGES = 200;
const WARM_UP = 150;
const ROUNDS = 3;
const CALLERS = 8;

const QUERY = readFileSync(join(REPOSITORY, 'schema', 'operations', 'article-page.graphql'), 'utf8');

const LAYOUTS = { 'one-process': 'one process', services: 'five processes' } as const;

/** Requests the page `count` times, by several callers at once. Returns the pages per second. */
const requestPages = async (url: string, count: number): Promise<number> => {
  const pool = new Pool(url, { connections: CALLERS });
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: QUERY });
  const start = performance.now();
  let left = count;
  const call = async (): Promise<void> => {
    for (; left > 0; left -= 1) {
      const response = await pool.request({ path: '/graphql', method: 'POST', headers, body });
      const text = await response.body.text();
      if (response.statusCode !== 200 || text.includes('"errors"'))
        throw new Error(`Unexpected: ${text.slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
  await pool.close();
  return count / ((performance.now() - start) / 1000);
};

const isNode = ({ program }: ProcessUsage): boolean => program.startsWith('node') || program === 'MainThread';

const cpuOf = (usage: readonly ProcessUsage[]): number => usage.reduce((sum, { cpuMs }) => sum + cpuMs, 0);

const memoryOf = (usage: readonly ProcessUsage[]): string =>
  usage
    .filter(isNode)
    .map(({ residentMb }) => Math.round(residentMb))
    .join(' + ');

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What the article page of the demo costs, and the memory of the processes before and after, started as by `npm start`. */
const benchLayout = async (layout: keyof typeof LAYOUTS, directory: string): Promise<string[]> => {
  const names = ['PORT', ...catalogue.map(({ name }) => portSetting(name))];
  const ports = await withFreePorts(names, Object.fromEntries(names.map((name) => [name, '0'])));
  const env = {
    ...productionEnvironment(),
    ...ports,
    DATA_DIR: directory,
    LOG_LEVEL: 'error',
    // More requests than one caller may make in a minute.
    MAX_COST_PER_MINUTE: '0',
  };
  const main = require.resolve(join(__dirname, '..', 'start', layout));
  const child = startChild(layout, main, env);
  const url = `http://127.0.0.1:${ports['PORT']}`;
  try {
    await untilReady({ name: layout, url, urlSetting: 'PORT', ended: child.ended });
    await pause(2000);
    const usage = () => usageOfTree(child.pid ?? 0);
    const idle = memoryOf(usage());
    await requestPages(url, WARM_UP);
    const rounds: { readonly rate: number; readonly node: number; readonly others: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = usage();
      const rate = await requestPages(url, PAGES);
      const after = usage();
      const spent = (wanted: (one: ProcessUsage) => boolean): number =>
        (cpuOf(after.filter(wanted)) - cpuOf(before.filter(wanted))) / PAGES;
      rounds.push({ rate, node: spent(isNode), others: spent((one) => !isNode(one)) });
    }
    const middle = (key: 'rate' | 'node' | 'others'): string => median(rounds.map((round) => round[key])).toFixed(1);
    return [
      `${LAYOUTS[layout]}:`,
      `  ${middle('rate')} pages/s, CPU per page: Node ${middle('node')} ms, PostgreSQL ${middle('others')} ms`,
      `  resident memory of each Node process in MB: idle ${idle}; loaded ${memoryOf(usage())}`,
    ];
  } finally {
    await child.stop();
  }
};

/** The article page of the demo data over HTTP, in one process and in five. Linux only: it reads /proc. */
export const benchPages = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  try {
    const lines = [`article page of the demo, ${PAGES} times by ${CALLERS} callers, median of ${ROUNDS} rounds`];
    for (const layout of ['one-process', 'services'] as const) lines.push(...(await benchLayout(layout, directory)));
    return lines.join('\n');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
