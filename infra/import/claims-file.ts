import { join } from 'node:path';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { REPOSITORY } from '../folders';
import { readJson } from './read-file';
import { CommandError } from '../command/command-error';
import type { PageClaims } from './page-claims';

let compiled: ValidateFunction | undefined;

/** Compiled once: that takes far longer than to validate a file. */
const claimsSchema = (): ValidateFunction => {
  compiled ??= new Ajv2020({ allErrors: true, allowUnionTypes: true, code: { optimize: false } }).compile(
    readJson(join(REPOSITORY, 'schema', 'claims.schema.json')) as object,
  );
  return compiled;
};

const inWords = ({ instancePath, keyword, params, message }: ErrorObject): string => {
  const place = instancePath || '/';
  if (keyword === 'additionalProperties') return `${place} must not have "${params['additionalProperty']}"`;
  if (keyword === 'enum') return `${place} must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`;
  return `${place} ${message}`;
};

/** A file of claims that follows `schema/claims.schema.json`. Throws {@link CommandError} that lists every fault. */
export const readClaimsFile = (path: string): PageClaims => {
  const file = readJson(path);
  const validate = claimsSchema();
  if (validate(file)) return file as PageClaims;
  const faults = new Set((validate.errors ?? []).map((error) => `  ${inWords(error)}`));
  throw new CommandError(`${path} does not follow schema/claims.schema.json:\n${[...faults].join('\n')}`);
};
