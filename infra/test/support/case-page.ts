import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimsFile } from '@wizness/partnerships';
import { REPOSITORY } from '../../folders';
import { readClaimsFile } from '../../import/claims-file';
import type { PageToImport } from '../../import/import-page';
import { pageOf } from './demo-page';

export const CASE_PAGES = join(REPOSITORY, '..', 'shared', 'cases', 'pages');

/** Whether the folder of cases, which is not part of the repository, is available. */
export const hasCases = existsSync(CASE_PAGES);

/** A page of the cases, with its claims if it has some. `document` is merged into the document of its claims. */
export const casePage = (name: string, document: Partial<ClaimsFile['document']> = {}): PageToImport => {
  const path = join(CASE_PAGES, `${name}.claims.json`);
  const claims = existsSync(path) ? readClaimsFile(path) : null;
  return {
    page: pageOf(readFileSync(join(CASE_PAGES, `${name}.txt`))),
    claims: claims && { ...claims, document: { ...claims.document, ...document } },
  };
};
