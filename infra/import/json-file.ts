import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';

import { ImportError } from './import-error';
import type { PageClaims } from './page-claims';

/** Repository root, from `infra/import` as from `infra/dist/import`. */
const ROOT = resolve(__dirname, __dirname.includes('dist') ? '../../..' : '../..');

const compileClaimsSchema = (): ValidateFunction => {
  const schema = JSON.parse(readFileSync(resolve(ROOT, 'schema/claims.schema.json'), 'utf8')) as object;
  return new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
};

const readJson = (path: string): unknown => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ImportError(`${path} can not be read. Is the path right?`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ImportError(`${path} is not JSON: ${(error as Error).message}`);
  }
};

/** A file of claims, checked against `schema/claims.schema.json`. Throws {@link ImportError} that lists every fault. */
export const readClaimsFile = (path: string): PageClaims => {
  const file = readJson(path);
  const validate = compileClaimsSchema();
  if (validate(file)) return file as PageClaims;
  const faults = (validate.errors ?? []).map(({ instancePath, message }) => `  ${instancePath || '/'} ${message}`);
  throw new ImportError(`${path} does not follow schema/claims.schema.json:\n${[...new Set(faults)].join('\n')}`);
};

/** A file that names spans of a page: `{ "F1": { "span": "…" } }`. Answers the text of each name. */
export const readSpansFile = (path: string): Record<string, string> => {
  const file = readJson(path) as Record<string, { span?: unknown }>;
  return Object.fromEntries(
    Object.entries(file).map(([name, entry]) => {
      if (typeof entry?.span !== 'string') throw new ImportError(`${path}: ${name} has no "span" with a text.`);
      return [name, entry.span];
    }),
  );
};
