import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { readEnvironment, settings } from '@wizness/kernel';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const { CHROMIUM_PATH } = readEnvironment({ CHROMIUM_PATH: settings.folder('/usr/bin/chromium') });

const hasChromium = existsSync(CHROMIUM_PATH);

/** `describe` where there is a Chromium. Elsewhere the tests are skipped. */
export const describeInBrowser = hasChromium ? describe : describe.skip;

/** For the title of a suite: why it is skipped; empty if it runs. */
export const skipReason = hasChromium ? '' : ` (skipped: there is no Chromium at ${CHROMIUM_PATH}; set CHROMIUM_PATH)`;

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM_PATH, headless: true, args: ARGUMENTS });

/** A web server with one page, whose script is the TypeScript file `source` and what it imports, in one bundle. */
export const servePage = async (source: string) => {
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
  });
  const script = outputFiles[0]?.text ?? '';
  const server = createServer(({ url }, response) => {
    const [type, body] =
      url === '/script.js'
        ? ['text/javascript', script]
        : ['text/html', '<!doctype html><link rel="icon" href="data:,"><script src="script.js"></script>'];
    response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

export type ServedPage = Awaited<ReturnType<typeof servePage>>;
