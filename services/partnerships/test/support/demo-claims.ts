import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimsFile } from '../../src/claims/file/claims-file';
import type { ClaimsImport, ImportedClaims } from '../../src/claims/write/imported-claims';
import type { PartnershipsContext } from '../../src/context';
import type { Vocabulary } from '../../src/property/property.store';
import { PUBLIC } from './recorder';

const ROOT = join(__dirname, '../../../..');

export const isThere = (path: string): boolean => existsSync(join(ROOT, path));
/** The text of a file of the repository, by its path from the root. */
export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
export const readJson = <Content>(path: string): Content => JSON.parse(readText(path)) as Content;

export const demoVocabulary = (): Vocabulary => readJson('infra/import/vocabulary.json');

/** A document with its claims, ready to import. */
export const pageWithClaims = (key: string, text: string, claims: ClaimsFile): ClaimsImport => {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { document: { key, text, sha256, title: 'Mobiliz', lang: 'fr', postId: `post_${key}` }, claims };
};

/** A page of the demo with its claims. */
export const demoPage = (name: string): ClaimsImport =>
  pageWithClaims(name, readText(`infra/demo/${name}.page.txt`), readJson(`infra/demo/${name}.claims.json`));

/** Imports what a page claims that everybody may see as a post. */
export const importPublic = async (context: PartnershipsContext, page: ClaimsImport): Promise<ImportedClaims> => {
  await context.posts.register({ id: page.document.postId ?? '', audience: PUBLIC });
  return context.claims.import(page);
};
