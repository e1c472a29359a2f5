/** Handles are kept in one form, so that no two differ by case, width or ligature alone. */
export const normaliseHandle = (handle: string): string =>
  handle.trim().normalize('NFKC').toLowerCase().normalize('NFKC');

/**
 * What a handle looks like at a glance: handles with one skeleton pass for each other (`1ea` and `lea`, `rnarc` and
 * `marc`), so only one of them may exist. After the idea of UTS #39 §4, for the letters that handles may have.
 */
export const handleSkeleton = (handle: string): string =>
  normaliseHandle(handle).replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('rn', 'm').replaceAll('vv', 'w');

const SHAPE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const SHORTEST = 3;
const LONGEST = 40;

/** Names that would speak for the harness. */
const RESERVED = new Set(
  [
    'admin administrator root system support help security abuse postmaster webmaster moderator editor staff team',
    'official wizness wizness-graph api graphql me you anonymous deleted null undefined everybody nobody',
  ].flatMap((names) => names.split(' ').map(handleSkeleton)),
);

/** Why a new member can not have `handle`, in words that say how to mend it; null where they can. */
export const handleFlaw = (handle: string): string | null => {
  const normal = normaliseHandle(handle);
  if (!SHAPE.test(normal)) {
    return 'A handle is made of the letters a to z, digits and single hyphens between them: `lea-marchand`.';
  }
  if (normal.length < SHORTEST || normal.length > LONGEST) {
    return `A handle has ${SHORTEST} to ${LONGEST} characters.`;
  }
  return RESERVED.has(handleSkeleton(normal)) ? 'This handle is kept for the harness itself: choose another.' : null;
};
