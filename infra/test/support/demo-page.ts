import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWiznessPage } from '@wizness/content';
import { INFRA, REPOSITORY } from '../../folders';
import { readClaimsFile } from '../../import/claims-file';
import type { PageToImport } from '../../import/import-page';
import { readSpansFile } from '../../import/spans-file';

export const pageOf = (text: string | Buffer) => readWiznessPage(Buffer.from(text as string));

/** The text of a page of the demo. */
export const demoText = (name: string): string => readFileSync(join(INFRA, 'demo', `${name}.page.txt`), 'utf8');

/** A page of the demo with its claims. */
export const demoPage = (name: string): PageToImport => ({
  page: pageOf(demoText(name)),
  claims: readClaimsFile(join(INFRA, 'demo', `${name}.claims.json`)),
});

const SEED = join(REPOSITORY, '..', 'shared', 'seed');
const REAL_PAGE = join(SEED, 'alter-mardis-page.txt');
export const INVENTORY = join(SEED, 'inventory.json');

/** The text of the real page may not be republished, so its tests run only where a copy is available. */
export const hasRealPage = existsSync(REAL_PAGE) && existsSync(INVENTORY);

export const realPage = (): PageToImport => ({
  page: pageOf(readFileSync(REAL_PAGE)),
  claims: readClaimsFile(join(INFRA, 'claims', 'alter-mardis.claims.json')),
  spans: readSpansFile(INVENTORY),
});
