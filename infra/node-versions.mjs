/**
 * `npm run node-versions`: starts the built product under each supported Node, queries the article page, imports a page and
 * stops. `npm test` does it too. The Nodes come from npm. One that cannot be had is skipped, and named.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, ROOT, runBeside } from './prepare.mjs';

/** The oldest one that is supported, and the newest one of each later line. */
const VERSIONS = ['20.19', '22', '24', '26'];

const PAGE = join(ROOT, 'infra', 'demo', 'alter-mardis.page.txt');
const ARTICLE_PAGE = readFileSync(join(ROOT, 'schema', 'operations', 'article-page.graphql'), 'utf8');
const START_MS = 120_000;
const STOP_MS = 30_000;

/** Path of a Node, or null if npm cannot provide it. It is kept for the next run. */
const provideNode = async (version) => {
  const folder = join(ROOT, 'node_modules', '.cache', 'node-versions', version);
  // The package that `node` on npm installs for this platform.
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const path = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(path)) return path;
  const options = ['--prefix', folder, '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await runBeside('npm', ['install', ...options, `${name}@${version}`]);
  if (code !== 0) process.stderr.write(output);
  return existsSync(path) ? path : null;
};

const isObject = (value) => typeof value === 'object' && value !== null;

/** Starts a program of the build. `output` is what it has printed. */
const start = (node, program, parameters, env) => {
  const child = spawn(node, [join(ROOT, 'infra', 'dist', program), ...parameters], { cwd: ROOT, env });
  const state = { child, output: '', ended: once(child, 'close').then(([code]) => code) };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      state.output += chunk;
    });
  }
  return state;
};

const query = async (url, variables) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: ARTICLE_PAGE, variables }),
  });
  const { data, errors } = await response.json();
  if (errors || !isObject(data?.post))
    throw new Error(`the article page has errors: ${JSON.stringify(errors ?? data)}`);
  return data.post;
};

/** The URL that the product prints when it is up. Rejects with its output if it ends before, or is too slow. */
const untilUp = async (product) => {
  const limit = AbortSignal.timeout(START_MS);
  const hasEnded = product.ended.then((code) => `ended with ${code}`);
  const isLate = once(limit, 'abort').then(() => 'is not up');
  for (;;) {
    const [, url] = /Wizness Graph is up: (\S+)\n[^]*Ctrl\+C/.exec(product.output) ?? [];
    if (url) return url;
    const end = await Promise.race([hasEnded, isLate, once(product.child.stdout, 'data').then(() => null)]);
    if (end) throw new Error(`the product ${end}:\n${product.output}`);
  }
};

const stop = async ({ child, ended }) => {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  const code = await ended;
  clearTimeout(force);
  return code;
};

const use = async (url, version, { node, env }) => {
  const demo = await query(url, {});
  const slug = `node-${version.replace('.', '-')}`;
  const command = start(node, join('import', 'main.js'), [PAGE, '--slug', slug], env);
  if ((await command.ended) !== 0) throw new Error(`the import failed:\n${command.output}`);
  const imported = await query(url, { slug });
  if (imported.body.text !== demo.body.text) throw new Error('the imported page has another text');
};

/** Rejects with what went wrong. */
const tryNode = async (node, version, dataDir) => {
  const env = { DATA_DIR: dataDir, PORT: '0', DEMO: '1' };
  const product = start(node, join('start', 'one-process.js'), [], env);
  try {
    await use(await untilUp(product), version, { node, env });
  } catch (error) {
    await stop(product);
    throw error;
  }
  const code = await stop(product);
  if (code !== 0) throw new Error(`the product ended with ${code} when it was stopped:\n${product.output}`);
};

/** Tries each version, one after the other, on one data folder. Needs a build. Returns how many passed, failed and were skipped. */
export const checkNodeVersions = async () => {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'wizness-node-versions-'));
  try {
    for (const version of VERSIONS) {
      const node = await provideNode(version);
      if (node === null) {
        counts.skipped += 1;
        process.stdout.write(`Node ${version}: skipped, because npm cannot provide it on this machine.\n`);
        continue;
      }
      try {
        await tryNode(node, version, join(folder, 'data'));
        counts.passed += 1;
        process.stdout.write(`Node ${version}: starts, answers the article page, imports a page and stops.\n`);
      } catch (error) {
        counts.failed += 1;
        process.stdout.write(`Node ${version}: failed: ${error.message}\n`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return counts;
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  prepare();
  const { failed } = await checkNodeVersions();
  process.exit(failed === 0 ? 0 : 1);
}
