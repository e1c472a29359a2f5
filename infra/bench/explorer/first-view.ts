import type { Browser } from 'playwright-core';
import { median } from '../distribution';

/** The processor of the reader is so many times slower than this one. */
const SLOWDOWN = 4;
const RUNS = 9;

/** What it takes to open a view in a browser that has kept nothing. */
export interface FirstView {
  /** Bytes on the wire, as they are compressed: of the page with its data, of scripts, and of everything. */
  readonly page: number;
  readonly script: number;
  readonly all: number;
  /** Requests of operations. The page carries its data, so there are none. */
  readonly operations: number;
  /** Milliseconds until the script has taken the page over, on the slower processor: the median of the runs. */
  readonly interactive: number;
  /** Processor time of the main thread until then, in milliseconds of this processor: the median. */
  readonly work: number;
}

/** For the page: tells when the script has taken it over, in milliseconds since the navigation began. */
const WATCH = `new MutationObserver((_, observer) => {
  if (document.documentElement?.dataset.started === undefined) return;
  observer.disconnect();
  globalThis.startedAt = performance.now();
}).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-started'] })`;

const openOnce = async (browser: Browser, url: string): Promise<FirstView> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await context.addInitScript(WATCH);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const types = new Map<string, string>();
    const bytes = new Map<string, number>();
    let operations = 0;
    session.on('Network.requestWillBeSent', ({ request }) => {
      // Not the subscription that follows new posts, which is a GET.
      if (request.method === 'POST' && new URL(request.url).pathname === '/graphql') operations += 1;
    });
    session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const type = types.get(requestId) ?? '';
      bytes.set(type, (bytes.get(type) ?? 0) + encodedDataLength);
    });
    await session.send('Network.enable');
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await page.goto(url);
    await page.locator('html[data-started]').waitFor({ state: 'attached' });
    const { metrics } = await session.send('Performance.getMetrics');
    return {
      page: bytes.get('Document') ?? 0,
      script: bytes.get('Script') ?? 0,
      all: [...bytes.values()].reduce((sum, each) => sum + each, 0),
      operations,
      interactive: await page.evaluate<number>('startedAt'),
      work: (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000,
    };
  } finally {
    await context.close();
  }
};

/** Opens a view several times, each time in a new browser profile. */
export const measureFirstView = async (browser: Browser, url: string): Promise<FirstView> => {
  const runs: FirstView[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await openOnce(browser, url));
  const middle = (key: keyof FirstView): number => median(runs.map((run) => run[key]));
  return {
    page: middle('page'),
    script: middle('script'),
    all: middle('all'),
    operations: Math.max(...runs.map(({ operations }) => operations)),
    interactive: middle('interactive'),
    work: middle('work'),
  };
};
