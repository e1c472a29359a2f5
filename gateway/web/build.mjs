/**
 * Builds the explorer into `dist/`: `client/` is what browsers load, each file also compressed (`.br`, `.gz`), and `server.cjs`
 * renders the first view of a page for the gateway. Prints nothing on success.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const dist = join(root, 'dist');
/** Directives such as "use client" mean nothing here. How long a build takes says how busy the machine is. */
const UNIMPORTANT = new Set(['MODULE_LEVEL_DIRECTIVE', 'PLUGIN_TIMINGS']);
const onwarn = (warning, warn) => {
  if (!UNIMPORTANT.has(warning.code)) warn(warning);
};
/** The parts of React that warn or time are left out. */
const common = { root, configFile: false, logLevel: 'warn', define: { 'process.env.NODE_ENV': '"production"' } };

/** What several views have in common, in one file with the libraries: many small files cost more than they save. */
const SHARED = /[\\/]src[\\/](?:account|format|graph|parts|shell)[\\/](?!timeline|bullet|progress|live-bar)/;

rmSync(dist, { recursive: true, force: true });
await Promise.all([
  build({
    ...common,
    base: './',
    build: {
      outDir: 'dist/client',
      manifest: 'manifest.json',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      cssCodeSplit: false,
      target: 'es2022',
      rolldownOptions: {
        input: 'src/entry-client.tsx',
        onwarn,
        output: { codeSplitting: { groups: [{ name: 'shared', test: SHARED, minShareCount: 2 }] } },
      },
    },
  }),
  build({
    ...common,
    // One file without dependencies, so that the gateway needs none of the packages of the explorer.
    ssr: { noExternal: true },
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      ssr: 'src/entry-server.tsx',
      target: 'node20',
      minify: false,
      rolldownOptions: { onwarn, output: { format: 'cjs', entryFileNames: 'server.cjs', codeSplitting: false } },
    },
  }),
]);

const assets = join(dist, 'client/assets');
for (const file of readdirSync(assets)) {
  const bytes = readFileSync(join(assets, file));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(join(assets, `${file}.br`), brotliCompressSync(bytes, { params }));
  writeFileSync(join(assets, `${file}.gz`), gzipSync(bytes, { level: 9 }));
}
