import type { Identity } from '@wizness/kernel';

/**
 * Equal for callers who get equal responses. The address and the browser of a client are only for throttles and logs; a
 * member's sessions differ, because they see which of them is the current one.
 */
export const identityKey = (identity: Identity): string =>
  JSON.stringify({ ...identity, clientAddress: null, userAgent: null });
