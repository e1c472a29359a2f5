/** Everything that a program of this repository needs: a supported Node, the packages, an up-to-date build. */
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

export const exitWith = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/** How npm, node or a program of `node_modules/.bin` is started. */
const startOf = (command, { defaults, variables, ...options } = {}) => ({
  path: command === 'npm' || command === 'node' ? command : join(ROOT, 'node_modules', '.bin', command),
  options: {
    cwd: ROOT,
    // On Windows these programs are scripts, which need a shell.
    shell: process.platform === 'win32',
    env: {
      ...defaults,
      ...process.env,
      ...variables,
      TURBO_TELEMETRY_DISABLED: '1',
      TURBO_NO_UPDATE_NOTIFIER: '1',
    },
    ...options,
  },
});

/** Runs a program. Exits if a signal such as Ctrl+C ended it. */
const runProgram = (command, parameters, given) => {
  const { path, options } = startOf(command, given);
  const result = spawnSync(path, parameters, { stdio: 'inherit', encoding: 'utf8', ...options });
  if (result.error) exitWith(`Cannot run ${command}: ${result.error.message}`);
  if (result.signal) process.exit(130);
  return result;
};

/** Runs npm, node or a program of `node_modules/.bin`, and returns its exit code. Exits if a signal such as Ctrl+C ended it. */
export const run = (command, parameters, options) => runProgram(command, parameters, options).status ?? 1;

/** As {@link run}, beside others: resolves with the exit code and what the program has printed. */
export const runBeside = (command, parameters) => {
  const { path, options } = startOf(command);
  return new Promise((done) => {
    const child = spawn(path, parameters, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', ({ message }) => exitWith(`Cannot run ${command}: ${message}`));
    child.on('close', (code, signal) => (signal ? process.exit(130) : done({ code, output })));
  });
};

/** ES modules can be loaded with `require` since Node 20.19 and 22.12. */
const expectNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isSupported = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (!isSupported) {
    exitWith(
      `Wizness Graph needs Node 20.19 or newer (in version 22: 22.12 or newer). This is Node ${process.versions.node}.`,
    );
  }
};

/** Time of the last change to `path` in milliseconds since 1970, or 0 if there is no such file. */
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

export const install = () => {
  // npm writes this file last, so its date shows whether the installation is complete and up to date.
  const installed = changed(join(ROOT, 'node_modules', '.package-lock.json'));
  if (installed && installed >= changed(join(ROOT, 'package-lock.json'))) return;
  process.stdout.write('Installing packages, about a minute …\n');
  if (run('npm', ['ci', '--no-audit', '--no-fund']) !== 0) exitWith('The packages could not be installed.');
};

/** Builds what has changed: the programs and the explorer, or only some `tasks`. Prints nothing on stdout, which belongs to the command that runs next. */
export const build = (tasks = ['//#compile', '//#web']) => {
  process.stderr.write('Building what has changed …\n');
  const parameters = ['run', ...tasks, '--output-logs=errors-only'];
  const { status, stdout, stderr } = runProgram('turbo', parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  if (status !== 0) exitWith(`${stdout}${stderr}\nThe build failed.`);
};

export const prepare = () => {
  expectNode();
  install();
  build();
};
