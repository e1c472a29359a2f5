import {
  type ClaimProblem,
  ClaimsError,
  type ClaimsFile,
  parseClaimsFile,
  parseReadableClaims,
} from '@wizness/partnerships';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { CommandError } from '../command/command-error';
import { parseJson, readText } from './read-file';

/** Parts of a JSON Pointer (RFC 6901). */
const partsOf = (pointer: string): (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** Adds the line of the file to problems whose key is a JSON Pointer. */
const withLines = (text: string, problems: readonly ClaimProblem[]): ClaimProblem[] => {
  const root = parseTree(text);
  return problems.map(({ key, reason }) => {
    const node = root && findNodeAtLocation(root, partsOf(key));
    const line = text.slice(0, node?.offset ?? 0).split('\n').length;
    return { key: `line ${line}, ${key}`, reason };
  });
};

const invalid = (path: string, text: string, error: unknown): unknown => {
  if (!(error instanceof ClaimsError)) return error;
  const lines = withLines(text, error.problems).map(({ key, reason }) => `  ${key} ${reason}`);
  return new CommandError(`${path} does not follow schema/claims.schema.json:\n${lines.join('\n')}`);
};

/** Reads and checks a claims file. Throws {@link CommandError} with every problem, its line and its path in the file. */
export const readClaimsFile = (path: string): ClaimsFile => {
  const text = readText(path);
  try {
    return parseClaimsFile(parseJson(path, text));
  } catch (error) {
    throw invalid(path, text, error);
  }
};

/** As {@link readClaimsFile}, but statements that are not valid are left out, and returned with line and path. */
export const readReadableClaims = (
  path: string,
): { readonly claims: ClaimsFile; readonly refused: readonly ClaimProblem[] } => {
  const text = readText(path);
  try {
    const { claims, problems } = parseReadableClaims(parseJson(path, text));
    return { claims, refused: withLines(text, problems) };
  } catch (error) {
    throw invalid(path, text, error);
  }
};
