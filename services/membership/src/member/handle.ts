import { boundedText } from '@wizness/kernel';

const MIN_LENGTH = 3;
const MAX_LENGTH = 40;
/** Before normalisation, which makes some handles shorter. */
const MAX_CODE_UNITS = 200;

/**
 * The stored form of a handle. Handles that differ only in case, width or ligatures have the same form. Throws
 * BAD_USER_INPUT for a text that is longer than any handle.
 */
export const normaliseHandle = (handle: string): string =>
  boundedText(handle, MAX_CODE_UNITS, 'handle').trim().normalize('NFKC').toLowerCase().normalize('NFKC');

/**
 * Handles with the same skeleton look alike (`1ea` and `lea`, `rnarc` and `marc`), so only one of them may exist. Follows
 * the idea of UTS #39 §4, reduced to the letters that a handle may contain.
 */
export const handleSkeleton = (handle: string): string =>
  normaliseHandle(handle).replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('rn', 'm').replaceAll('vv', 'w');

const FORMAT = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const WRONG_LENGTH = `Use ${MIN_LENGTH} to ${MAX_LENGTH} characters.`;

/** Names that appear to speak for the community or its operators. */
const RESERVED = new Set(
  [
    'admin administrator root system support help security abuse postmaster webmaster moderator editor staff team',
    'official wizness wizness-graph api graphql me you anonymous deleted null undefined everybody nobody',
  ].flatMap((names) => names.split(' ').map(handleSkeleton)),
);

/** Why `handle` is refused for a new member, as a message for the user; null if it is valid. */
export const checkHandle = (handle: string): string | null => {
  if (handle.length > MAX_CODE_UNITS) return WRONG_LENGTH;
  const normal = normaliseHandle(handle);
  if (!FORMAT.test(normal)) {
    return 'Use letters a to z, digits, and single hyphens between them: `lea-marchand`.';
  }
  if (normal.length < MIN_LENGTH || normal.length > MAX_LENGTH) return WRONG_LENGTH;
  return RESERVED.has(handleSkeleton(normal)) ? 'This handle is reserved: choose another.' : null;
};
