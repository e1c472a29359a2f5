import type { z } from 'zod';
import type { ClaimProblem } from './claims-error';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** What does not follow the schema. `key` is the path as a JSON Pointer. */
export interface SchemaProblem extends ClaimProblem {
  readonly path: Path;
}

/** A path as a JSON Pointer (RFC 6901), or `/` for the whole file. */
export const pointerTo = (path: Path): string =>
  `/${path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;

/** Of the alternatives of a union, the issues of the one that fits best; null if no alternative is the best. */
const issuesOfBestAlternative = (alternatives: readonly (readonly Issue[])[]): readonly Issue[] | null => {
  const [best, next] = alternatives.toSorted((one, other) => one.length - other.length);
  return best && best.length < (next?.length ?? Infinity) ? best : null;
};

const problem = (path: Path, reason: string): SchemaProblem => ({ key: pointerTo(path), path, reason });

const problemsOf = (issue: Issue, parent: Path): readonly SchemaProblem[] => {
  const path = [...parent, ...issue.path];
  const isMissing = issue.code !== 'unrecognized_keys' && issue.input === undefined;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => problem(path, `must not have "${key}"`));
  if (isMissing && path.length > 0) return [problem(path.slice(0, -1), `must have "${String(path.at(-1))}"`)];
  if (issue.code === 'invalid_value') return [problem(path, `must be one of ${issue.values.join(', ')}`)];
  if (issue.code === 'invalid_type' && issue.expected !== 'never') {
    return [problem(path, `must be of type ${issue.expected}`)];
  }
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => problem(path, message));
  const best = issue.code === 'invalid_union' ? issuesOfBestAlternative(issue.errors) : null;
  return best ? best.flatMap((each) => problemsOf(each, path)) : [problem(path, issue.message)];
};

/** The problems of a file, each once, with how to correct it. */
export const schemaProblems = (issues: readonly Issue[]): SchemaProblem[] => [
  ...new Map(
    issues.flatMap((issue) => problemsOf(issue, [])).map((each) => [JSON.stringify([each.key, each.reason]), each]),
  ).values(),
];
