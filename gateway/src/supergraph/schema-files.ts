import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder `schema/` of the repository, from `src` as from `dist`. */
const SCHEMA_FOLDER = join(__dirname, '../..', '..', 'schema');

/** File of the committed supergraph. */
export const SUPERGRAPH_FILE = join(SCHEMA_FOLDER, 'supergraph.graphql');

/** A supergraph in SDL; the committed one unless another file is given. Throws if the file is missing: run `npm run schema`. */
export const readSupergraph = (file: string = SUPERGRAPH_FILE): string => readFileSync(file, 'utf8');

const OPERATIONS_FOLDER = join(SCHEMA_FOLDER, 'operations');

/** The folder of the explorer's own operations. */
export const EXPLORER_FOLDER = join(OPERATIONS_FOLDER, 'explorer');

/** The example operations, ordered by file name; empty if the folder does not exist. */
export const readExamples = (folder: string = OPERATIONS_FOLDER): string[] => {
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
