/**
 * `npm start`: installs and builds what is out of date, then starts the graph in one process. Needs only Node and npm.
 * `node infra/start.mjs services` starts each service as a separate process.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prepare, ROOT, exitWith } from './prepare.mjs';

const PROGRAMS = { 'one-process': 'one-process.js', services: 'services.js' };

const program = PROGRAMS[process.argv[2] ?? 'one-process'];
if (!program) exitWith(`Unknown argument "${process.argv[2]}". Give one of ${Object.keys(PROGRAMS).join(', ')}.`);
prepare();
// The program runs in this process, so that signals and the exit code are its own. A relative DATA_DIR starts at the root.
process.chdir(ROOT);
createRequire(import.meta.url)(join(ROOT, 'infra', 'dist', 'start', program));
