import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The contract, committed beside the code; the same way up from `src` and from `dist`. */
const SCHEMA = join(__dirname, '../..', '..', 'schema');

/** The composed supergraph in SDL. Throws where there is none: compose it first. */
export const readSupergraph = (): string => readFileSync(join(SCHEMA, 'supergraph.graphql'), 'utf8');

/** The texts of the example operations, in the order of their names; none where there is no such folder. */
export const readExamples = (folder: string = join(SCHEMA, 'operations')): string[] => {
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return files
    .filter((file) => file.endsWith('.graphql'))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
};
