import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Role, type Transactional } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import type { ClaimsFile } from '../../src/claims/file/claims-file.schema';
import { importClaims } from '../../src/claims/claims.commands';
import type { ClaimsImport } from '../../src/claims/file/claims-import';
import type { ImportedClaims } from '../../src/claims/write/imported-claims';
import type { PartnershipsContext } from '../../src/context';
import type { Vocabulary } from '../../src/property/property.store';
import { PUBLIC } from './recorder';

const ROOT = join(__dirname, '../../../..');

/** Whether a file exists, by its path from the root of the repository. */
export const fileExists = (path: string): boolean => existsSync(join(ROOT, path));
/** The text of a file, by its path from the root of the repository. */
export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
export const readJson = <Content>(path: string): Content => JSON.parse(readText(path)) as Content;

export const demoVocabulary = (): Vocabulary => readJson('infra/import/vocabulary.json');

/** An import of a French document with these claims. */
export const pageWithClaims = (key: string, text: string, claims: ClaimsFile): ClaimsImport => {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { document: { key, text, sha256, title: 'Mobiliz', lang: 'fr', postId: `post_${key}` }, claims };
};

/** The import of a page of the demo, such as `alter-mardis`. */
export const demoPage = (name: string): ClaimsImport =>
  pageWithClaims(name, readText(`infra/demo/${name}.page.txt`), readJson(`infra/demo/${name}.claims.json`));

/** May import claims. */
export const ANALYST = memberIdentity('member_analyst', { roles: [Role.ANALYST] });

/** Imports claims about a page that is a public post. */
export const importPublic = async (
  context: Transactional<PartnershipsContext>,
  page: ClaimsImport,
): Promise<ImportedClaims> => {
  await context.posts.register({ id: page.document.postId ?? '', audience: PUBLIC });
  return importClaims(context, page);
};
