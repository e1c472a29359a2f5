import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder `schema/`, whether this file runs from `schema/src` or from `schema/dist`. */
export const SCHEMA_FOLDER = resolve(__dirname, '..');

const OPERATIONS_FOLDER = join(SCHEMA_FOLDER, 'operations');

/** Generated files: path under `schema/` to text. */
export type SchemaFiles = ReadonlyMap<string, string>;

const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => file.slice(0, -'.graphql'.length))
    .toSorted();

/** Names of the example operations, without file extension, sorted. */
export const operationNames = (): string[] => namesIn(OPERATIONS_FOLDER);

/** Names of the example mutations, as `members/rate`, which {@link DEMO_MEMBER} runs. */
export const mutationNames = (): string[] =>
  namesIn(join(OPERATIONS_FOLDER, 'members')).map((name) => `members/${name}`);

/** Handle of the member of the demo data who runs the example mutations. */
export const DEMO_MEMBER = 'tom-ashworth';

export const readOperation = (name: string): string => readFileSync(join(OPERATIONS_FOLDER, `${name}.graphql`), 'utf8');

/** The text of the file at `path` under `schema/`, or null if there is none. */
export const readCommitted = (path: string): string | null => {
  try {
    return readFileSync(join(SCHEMA_FOLDER, path), 'utf8');
  } catch {
    return null;
  }
};

/** Paths of the files that differ from those on disk. */
export const findChanged = (files: SchemaFiles): string[] =>
  [...files].filter(([path, text]) => readCommitted(path) !== text).map(([path]) => path);

/** Writes the files that differ from those on disk, and returns their paths. */
export const writeChanged = (files: SchemaFiles): string[] => {
  const changed = findChanged(files);
  for (const path of changed) writeFileSync(join(SCHEMA_FOLDER, path), files.get(path) ?? '');
  return changed;
};
