/** What must be there before anything of ours can run: the right Node, the packages, the build. What is done is not done again. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

export const stopWith = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/** Runs a program of `node_modules/.bin`, or npm; answers its exit code. Ctrl+C reaches it too, and ends us with it. */
export const run = (command, parameters, options = {}) => {
  const path = command === 'npm' || command === 'node' ? command : join(ROOT, 'node_modules', '.bin', command);
  // On Windows these are scripts that only a shell can run.
  const shell = process.platform === 'win32';
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
  const { status, signal, error } = spawnSync(path, parameters, {
    cwd: ROOT,
    stdio: 'inherit',
    shell,
    env,
    ...options,
  });
  if (error) stopWith(`${command} could not be run: ${error.message}`);
  if (signal) process.exit(130);
  return status ?? 1;
};

/** Node 20 can load packages that are ES modules only by `require` from 20.19 on, Node 22 from 22.12 on. */
const expectNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (!fits) {
    stopWith(`Wizness Graph needs Node 20.19 or newer (of the 22s, 22.12 or newer); this is ${process.versions.node}.`);
  }
};

/** Milliseconds since 1970 of the last change to `path`; 0 where there is no such file. */
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

export const install = () => {
  // npm writes this file last.
  const installed = changed(join(ROOT, 'node_modules', '.package-lock.json'));
  if (installed && installed >= changed(join(ROOT, 'package-lock.json'))) return;
  process.stdout.write('Installing packages, about a minute …\n');
  if (run('npm', ['ci', '--no-audit', '--no-fund']) !== 0) stopWith('The packages could not be installed.');
};

/** turbo builds what has changed, and nothing where nothing has. */
const build = () => {
  if (run('turbo', ['run', '//#compile', '--output-logs=errors-only']) !== 0) stopWith('The build failed.');
};

export const prepare = () => {
  expectNode();
  install();
  build();
};
