/**
 * `npm run upgrade-check`, or `npm run upgrade-check -- REVISION`: builds the code of an earlier commit (the one before HEAD),
 * starts this version on a new database, and the earlier one beside it on the same database. Both write and read what the other
 * has written; then this version stops and the earlier one goes on, as in a rollback. Exits with 1 and says why if that fails.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

const REPOSITORY = dirname(dirname(fileURLToPath(import.meta.url)));
const START_MS = 300_000;

/** Starts `npm start` of the version in `folder`. Resolves with its URL; rejects with its output if it ends before. */
const startVersion = (folder, databaseUrl, dataFolder) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join('infra', 'dist', 'start', 'one-process.js')], {
      cwd: folder,
      env: { DATABASE_URL: databaseUrl, DATA_DIR: dataFolder, DEMO: '0', PORT: '0' },
    });
    let output = '';
    const late = setTimeout(() => child.kill('SIGKILL'), START_MS);
    const read = (chunk) => {
      output += chunk;
      const [, url] = /Wizness Graph is up: (\S+)/.exec(output) ?? [];
      if (!url) return;
      clearTimeout(late);
      resolve({ url, stop: () => stopped(child) });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(output)));
  });

const stopped = (child) =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });

/** Sends an operation, and returns its data. Throws if there is an error. */
const ask = async ({ url }, query) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};

const READ =
  '{ posts(first: 20) { nodes { id title } } organisations(first: 20) { nodes { id name } } members(first: 20) { nodes { id } } }';
const register = (version, name) =>
  ask(
    version,
    `mutation { register(input: { email: "${name}@example.org", password: "four long unusual words", handle: "${name}", name: "Name" }) { accepted } }`,
  );

/** Throws unless both versions answer the same, and accept a registration. */
const compare = async (current, earlier) => {
  const answers = [await ask(current, READ), await ask(earlier, READ)].map((each) => JSON.stringify(each));
  if (answers[0] !== answers[1]) throw new Error(`The answers differ:\n${answers.join('\n')}`);
  for (const [index, version] of [current, earlier].entries()) {
    const { register: result } = await register(version, `member-${index}`);
    if (!result.accepted) throw new Error('A registration was refused.');
  }
};

prepare();
const revision = process.argv[2] ?? 'HEAD~1';
const folder = mkdtempSync(join(tmpdir(), 'wizness-upgrade-'));
// The user of the embedded PostgreSQL must reach the folders in it.
chmodSync(folder, 0o755);
const tree = join(folder, 'earlier');
const { startEmbeddedPostgres, loadDemo, readServiceSettings } = createRequire(import.meta.url)('./dist/index.js');
const { buildVersion } = createRequire(import.meta.url)('./dist/command/earlier-version.js');
const { createLogger } = createRequire(import.meta.url)('@wizness/kernel');
const log = createLogger('upgrade-check', 'warn');
const closers = [async () => rmSync(folder, { recursive: true, force: true })];
try {
  const { remove } = buildVersion(revision, tree);
  closers.push(async () => remove());
  const postgres = await startEmbeddedPostgres({ directory: join(folder, 'data'), durable: false, log });
  closers.push(() => postgres.stop());
  const databaseUrl = postgres.url('postgres');
  await loadDemo({ databaseUrl, settings: readServiceSettings({}), log });
  const current = await startVersion(REPOSITORY, databaseUrl, join(folder, 'current-data'));
  let isCurrentUp = true;
  closers.push(async () => isCurrentUp && (await current.stop()));
  const earlier = await startVersion(tree, databaseUrl, join(folder, 'earlier-data'));
  closers.push(() => earlier.stop());
  await compare(current, earlier);
  await current.stop();
  isCurrentUp = false;
  await ask(earlier, READ);
  process.stdout.write(`${revision} runs beside this version on the database of this version, and without it.\n`);
} catch (error) {
  process.stderr.write(`${revision} does not run on the database of this version: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  for (const close of closers.reverse()) await close();
}
