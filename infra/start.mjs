/**
 * `npm start` in a fresh clone, with nothing but Node and npm: installs, builds, starts. What is done already is not done
 * again. `node infra/start.mjs services` starts every service as a process of its own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PROGRAMS = { 'one-process': 'one-process.js', services: 'services.js' };
/** Touched after each build that went well. */
const BUILT = join(ROOT, 'infra', 'dist', '.built');

const stopWith = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};
const say = (line) => process.stdout.write(`${line}\n`);

/** Milliseconds since 1970 of the last change to `path`; 0 where there is no such file. */
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Node 20 can load packages that are ES modules only by `require` from 20.19 on, Node 22 from 22.12 on. */
const expectNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (!fits) {
    stopWith(`Wizness Graph needs Node 20.19 or newer (of the 22s, 22.12 or newer); this is ${process.versions.node}.`);
  }
};

const run = (what, command, parameters, options = {}) => {
  say(what);
  const { status, signal, error } = spawnSync(command, parameters, { cwd: ROOT, stdio: 'inherit', ...options });
  if (error) stopWith(`${command} could not be run: ${error.message}`);
  // Ctrl+C reaches the child too, and is no failure of it.
  if (signal) process.exit(130);
  if (status !== 0) stopWith(`Failed: ${command} ${parameters.join(' ')} (exit code ${status}).`);
};

const install = () => {
  // npm writes this file last.
  const installed = changed(join(ROOT, 'node_modules', '.package-lock.json'));
  if (installed && installed >= changed(join(ROOT, 'package-lock.json'))) return;
  // On Windows npm is a script that only a shell can run.
  run('Installing packages (npm ci), about a minute …', 'npm', ['ci', '--no-audit', '--no-fund'], {
    shell: process.platform === 'win32',
  });
};

/** Whether a source under `folder` is newer than `time`. */
const hasNewer = (folder, time) =>
  readdirSync(folder, { withFileTypes: true }).some((entry) => {
    if (['node_modules', 'dist', '.turbo', 'test'].includes(entry.name)) return false;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return hasNewer(path, time);
    return /(\.ts|tsconfig.*\.json)$/.test(entry.name) && !entry.name.endsWith('.test.ts') && changed(path) > time;
  });

const build = () => {
  const built = changed(BUILT);
  const started = new Date();
  const inputs = ['services', 'gateway', 'infra'].map((folder) => join(ROOT, folder));
  const stale =
    !built || changed(join(ROOT, 'tsconfig.base.json')) > built || inputs.some((folder) => hasNewer(folder, built));
  if (!stale) return;
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  run('Building …', process.execPath, [compiler, '-b', 'infra']);
  mkdirSync(dirname(BUILT), { recursive: true });
  // What changed while the build ran must count as newer.
  writeFileSync(BUILT, `${started.toISOString()}\n`);
  utimesSync(BUILT, started, started);
};

expectNode();
const program = PROGRAMS[process.argv[2] ?? 'one-process'];
if (!program) stopWith(`There is no "${process.argv[2]}" to start: say one of ${Object.keys(PROGRAMS).join(', ')}.`);
install();
build();
const main = join(ROOT, 'infra', 'dist', 'start', program);
if (!existsSync(main)) stopWith(`The build left no ${main}.`);
// In this very process: the terminal, its signals and the exit code are the program's own. DATA_DIR starts here.
process.chdir(ROOT);
createRequire(import.meta.url)(main);
