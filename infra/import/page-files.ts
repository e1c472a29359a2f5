import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readWiznessPage } from '@wizness/content';
import type { Spans } from '@wizness/partnerships';
import { CommandError } from '../command/command-error';
import { readClaimsFile, readReadableClaims } from './claims-file';
import type { PageToImport } from './import-page';
import { readBytes } from './read-file';

/** A saved page and the claims about it, as paths. */
export interface PageFile {
  readonly page: string;
  /** Null: no claims. */
  readonly claims: string | null;
}

export const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/**
 * The pages of a folder in the order of their names: every file `NAME.txt`, with the claims in `NAME.claims.json` if there is
 * such a file. "NAME.page.txt" also has the name NAME. Throws {@link CommandError} if there is no page.
 */
export const pageFilesIn = (folder: string): PageFile[] => {
  const pages = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted();
  if (pages.length === 0) throw new CommandError(`${folder} contains no page: save each one as NAME.txt.`);
  return pages.map((name) => {
    const claims = join(folder, name.replace(/(?:\.page)?\.txt$/, '.claims.json'));
    return { page: join(folder, name), claims: existsSync(claims) ? claims : null };
  });
};

/** How pages are imported. */
export interface ImportOptions {
  readonly spans: Spans;
  readonly slug?: string;
  readonly strict: boolean;
}

/** Reads a page and its claims. Throws {@link CommandError} and PageError with what is wrong and where. */
export const readPageFile = ({ page, claims }: PageFile, { spans, slug, strict }: ImportOptions): PageToImport => {
  const read = { page: readWiznessPage(readBytes(page)), spans, slug, strict };
  if (claims === null) return { ...read, claims: null };
  return strict ? { ...read, claims: readClaimsFile(claims) } : { ...read, ...readReadableClaims(claims) };
};
