import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger, ensureDatabase, readEnvironment, settings as kinds } from '@wizness/kernel';
import { type Browser, chromium, type Page } from 'playwright-core';
import { readServiceSettings } from '../../command/open-services';
import { REPOSITORY } from '../../folders';
import { startEmbeddedPostgres } from '../../postgres/embedded-postgres';
import { loadScaleData } from '../data/load-scale-data';
import { startChild } from '../gateway/child';
import type { DemoStart } from '../gateway/demo-process';
import { number, writeTable } from '../scale/write-table';
import { type FirstView, measureFirstView } from './first-view';
import { type MainThreadWork, recordMainThread } from './main-thread';
import { addRelations } from './more-relations';

/** The network needs subjects and facts: more subjects than at scale 10, because not each has a relation that everyone may see. */
const COUNTS = {
  ...{ posts: 1000, comments: 1000, ratings: 1000, members: 1000 },
  ...{ people: 4000, programmes: 3500, partnerships: 1500 },
};
const LAYOUT_MS = 300_000;
/** Steps of the mouse, and their length in pixels. */
const STEPS = 200;
const STEP = 2;

const VIEWS = ['/', '/posts/post-0', '/facts?measure=TARGET', '/network/all'];

interface NetworkSize {
  readonly nodes: number;
  readonly edges: number;
}

/** Waits until the job has laid out the network. */
const untilLaidOut = async (url: string): Promise<NetworkSize> => {
  const deadline = performance.now() + LAYOUT_MS;
  while (performance.now() < deadline) {
    const response = await fetch(`${url}/exports/network.json`);
    const { laidOutAt, nodes, edges } = (await response.json()) as {
      readonly laidOutAt: string | null;
      readonly nodes: readonly unknown[];
      readonly edges: readonly unknown[];
    };
    if (laidOutAt !== null) return { nodes: nodes.length, edges: edges.length };
    await pause(5000);
  }
  throw new Error(`The network was not laid out within ${LAYOUT_MS / 1000} s.`);
};

/** Moves the picture with the mouse, to and fro. */
const pan = async ({ mouse }: Page, x: number, y: number): Promise<void> => {
  await mouse.move(x, y);
  await mouse.down();
  for (let step = 1; step <= STEPS; step += 1) {
    const turn = step <= STEPS / 2 ? step : STEPS - step;
    await mouse.move(x + turn * STEP, y + turn);
  }
  await mouse.up();
};

const measurePanning = async (browser: Browser, url: string): Promise<MainThreadWork> => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(120_000);
  await page.goto(`${url}/network/all`);
  const picture = page.locator('div.overview canvas').last();
  await picture.waitFor();
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (!box) throw new Error('There is no picture of the network.');
  const [x, y] = [box.x + box.width / 3, box.y + box.height / 3];
  // The first frames compile shaders and fill caches.
  await pan(page, x, y);
  const work = await recordMainThread(page, () => pan(page, x, y));
  await page.close();
  return work;
};

const tableOf = (
  { nodes, edges }: NetworkSize,
  { frames, total, script, layout, paint, longest }: MainThreadWork,
  views: ReadonlyMap<string, FirstView>,
): string =>
  [
    `Panning ${number(nodes)} nodes and ${number(edges)} edges, ${number(frames)} frames:`,
    '',
    '| main-thread processor time per frame, ms (goal 16) | script | style and layout | paint and commit | frame with most work, ms |',
    '|--:|--:|--:|--:|--:|',
    `| ${[total / frames, script / frames, layout / frames, paint / frames, longest].map((each) => number(each, 2)).join(' | ')} |`,
    '',
    '| first view | script, kB (goal 170) | page with its data, kB | all, kB | operations | interactive at 4 × slowdown, ms (goal 1,000) | main-thread processor time, ms |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...[...views].map(
      ([path, view]) =>
        `| \`${path}\` | ${[view.script / 1000, view.page / 1000, view.all / 1000, view.operations, view.interactive, view.work].map((each) => number(each)).join(' | ')} |`,
    ),
  ].join('\n');

/** The explorer in Chromium, on data at scale 10. Writes its tables into the README of this package. */
export const benchExplorer = async (): Promise<string> => {
  const { CHROMIUM_PATH } = readEnvironment({ CHROMIUM_PATH: kinds.folder('/usr/bin/chromium') });
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const log = createLogger('bench', 'warn');
  const postgres = await startEmbeddedPostgres({ directory, durable: false, log });
  try {
    const databaseUrl = postgres.url('explorer');
    await ensureDatabase(databaseUrl);
    await loadScaleData({ databaseUrl, settings: readServiceSettings({}), log, scale: 10, counts: COUNTS, seed: 1 });
    await addRelations(databaseUrl);
    const supergraph = readFileSync(join(REPOSITORY, 'schema', 'supergraph.graphql'), 'utf8');
    const { child } = startChild('demo-process');
    const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: ['--no-sandbox', '--disable-quic'] });
    try {
      const mailFolder = join(directory, 'mail');
      const start: DemoStart = { role: 'oneProcess', databaseUrl, mailFolder, supergraph, urls: {} };
      const url = (await child.ask<string>(start)).replace(/\/graphql$/, '');
      const size = await untilLaidOut(url);
      const panning = await measurePanning(browser, url);
      const views = new Map<string, FirstView>();
      for (const path of VIEWS) views.set(path, await measureFirstView(browser, url + path));
      const table = tableOf(size, panning, views);
      await writeTable('explorer', table);
      return table;
    } finally {
      await browser.close();
      await child.stop();
    }
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
