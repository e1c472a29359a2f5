import { createHash } from 'node:crypto';
import { authorise, idPrefix, type Transactional, UserError, UserErrorCode } from '@wizness/kernel';
import { importClaims } from '../claims/claims.commands';
import { ClaimProblems, ClaimsError } from '../claims/file/claims-error';
import { parseReadableClaims } from '../claims/file/claims-file.schema';
import type { PartnershipsContext } from '../context';
import { claimsReport } from './claims-report';
import type { ImportClaimsInput, ImportClaimsPayload } from './import-claims.types';

/** Characters (UTF-16 code units) of a page, and of a claims file. */
const MAX_LENGTH = 400_000;
/** More would not help to correct a file that is wrong throughout. */
const MAX_ERRORS = 100;

const SLUG = /^[a-z0-9-]{1,100}$/;

/** Thrown to roll back what was written. */
class Rehearsed extends Error {
  constructor(readonly payload: ImportClaimsPayload) {
    super('The import was rehearsed.');
  }
}

const refused = (...userErrors: readonly UserError[]): ImportClaimsPayload => ({ report: null, userErrors });

const error = (code: UserErrorCode, message: string, field: string): UserError => new UserError(code, message, [field]);

const { INVALID, NOT_FOUND, CONFLICT, REQUIRED, TOO_LONG } = UserErrorCode;

/** What is wrong with everything but the claims themselves. */
const inputErrors = ({ claims, page, slug, bodyStart, bodyEnd, postId, dryRun }: ImportClaimsInput): UserError[] => {
  const tooLong = Object.entries({ claims, page }).filter(([, text]) => text.length > MAX_LENGTH);
  const length = [...page].length;
  const isInPage = bodyStart >= 0 && bodyStart <= bodyEnd && bodyEnd <= length;
  return [
    ...tooLong.map(([field, text]) => error(TOO_LONG, `At most ${MAX_LENGTH} characters, not ${text.length}.`, field)),
    ...(SLUG.test(slug) ? [] : [error(INVALID, 'Give the slug of the post, such as alter-mardis.', 'slug')]),
    ...(isInPage
      ? []
      : [error(INVALID, `The body must be within the ${length} code points of the page.`, 'bodyStart')]),
    ...(postId == null && !dryRun
      ? [error(REQUIRED, 'Import the page first, and give the id of its post.', 'postId')]
      : []),
  ];
};

/** Why claims about the post cannot be stored; null if they can. */
const postError = async (
  { posts, sources }: PartnershipsContext,
  { slug, postId }: ImportClaimsInput,
): Promise<UserError | null> => {
  if (postId == null) return null;
  if (idPrefix(postId) !== 'post' || !(await posts.isKnown(postId))) {
    return error(NOT_FOUND, 'There is no post with this id. If it was imported just now, try again.', 'postId');
  }
  const recorded = await sources.postIdOf(slug);
  if (recorded === null || recorded === postId) return null;
  return error(CONFLICT, `The page "${slug}" was imported as another post: give its slug and id.`, 'slug');
};

const readClaims = (text: string): ReturnType<typeof parseReadableClaims> | UserError => {
  try {
    return parseReadableClaims(JSON.parse(text));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return error(INVALID, `The file is not JSON: ${thrown.message}.`, 'claims');
    throw thrown;
  }
};

/**
 * Imports a claims file about a page, as the command `npm run import` does, or only reports what it would store. User errors: INVALID
 * for each problem of the file, TOO_LONG, REQUIRED, NOT_FOUND for an unknown post, CONFLICT for a page of another post. Throws
 * UNAUTHENTICATED or FORBIDDEN.
 */
export const importClaimsFile = async (
  context: Transactional<PartnershipsContext>,
  input: ImportClaimsInput,
): Promise<ImportClaimsPayload> => {
  authorise(context.identity, 'IMPORT_CLAIMS');
  const userErrors = inputErrors(input);
  if (userErrors.length > 0) return refused(...userErrors);
  const problem = await postError(context, input);
  if (problem) return refused(problem);
  try {
    const read = readClaims(input.claims);
    if (read instanceof UserError) return refused(read);
    return await context.inTransaction((tx) => write(tx, input, read));
  } catch (thrown) {
    if (thrown instanceof Rehearsed) return thrown.payload;
    if (!(thrown instanceof ClaimsError)) throw thrown;
    const listed = thrown.problems.slice(0, MAX_ERRORS);
    return refused(...listed.map(({ key, reason }) => error(INVALID, `${key}: ${reason}`, 'claims')));
  }
};

const write = async (
  tx: Transactional<PartnershipsContext>,
  { page: text, slug, title, lang, bodyStart, bodyEnd, postId = null, strict, dryRun }: ImportClaimsInput,
  { claims, problems: unreadable }: ReturnType<typeof parseReadableClaims>,
): Promise<ImportClaimsPayload> => {
  const problems = new ClaimProblems();
  for (const { key, reason } of unreadable) problems.refuse(key, reason);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const document = { key: slug, text, sha256, title, lang, postId, bodyStart, bodyEnd };
  const imported = await importClaims(tx, { document, claims, problems, strict });
  const payload = { report: claimsReport(imported, unreadable), userErrors: [] };
  if (!dryRun) return payload;
  const claimsWithoutFacts = payload.report.claims.map((claim) => ({ ...claim, factId: null }));
  throw new Rehearsed({ ...payload, report: { ...payload.report, claims: claimsWithoutFacts } });
};
