import { basename, join, resolve } from 'node:path';

/** The folder `infra`, also when this file runs from `infra/dist`. Data files exist only next to the sources. */
export const INFRA = basename(__dirname) === 'dist' ? resolve(__dirname, '..') : __dirname;

export const REPOSITORY = join(INFRA, '..');
