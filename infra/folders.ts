import { basename, join, resolve } from 'node:path';

/** The folder `infra`, from its sources as from its build: data files stand beside the sources and are not built. */
export const INFRA = basename(__dirname) === 'dist' ? resolve(__dirname, '..') : __dirname;

export const REPOSITORY = join(INFRA, '..');
