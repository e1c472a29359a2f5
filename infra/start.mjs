/**
 * `npm start` in a fresh clone, with nothing but Node and npm: installs, builds, starts. `node infra/start.mjs services`
 * starts every service as a process of its own.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prepare, ROOT, stopWith } from './prepare.mjs';

const PROGRAMS = { 'one-process': 'one-process.js', services: 'services.js' };

const program = PROGRAMS[process.argv[2] ?? 'one-process'];
if (!program) stopWith(`There is no "${process.argv[2]}" to start: say one of ${Object.keys(PROGRAMS).join(', ')}.`);
prepare();
// In this very process: the terminal, its signals and the exit code are the program's own. DATA_DIR starts here.
process.chdir(ROOT);
createRequire(import.meta.url)(join(ROOT, 'infra', 'dist', 'start', program));
