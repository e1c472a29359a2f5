/** Signatures that are valid at one time. At more than 8,000 requests a second, requests are refused. */
const MAX_LIVE = 250_000;

/** Remembers which signatures have been used, so that a recorded request cannot be sent again. */
export interface UsedSignatures {
  /**
   * Marks the signature `id` as used. False if it was used before, or if so many signatures are valid that another one could
   * not be remembered. `expiresAt` and `now` are in seconds since 1970.
   */
  use(id: string, expiresAt: number, now: number): boolean;
  /** Number of signatures that are remembered. */
  readonly size: number;
}

/** Remembers at most `maxLive` signatures, each until it expires: later the signature itself is not valid. */
export const createUsedSignatures = (maxLive = MAX_LIVE): UsedSignatures => {
  // In order of arrival. All signatures live equally long, so that they expire nearly in this order.
  const expiries = new Map<string, number>();
  const forgetExpired = (now: number): void => {
    for (const [id, expiresAt] of expiries) {
      if (expiresAt > now) return;
      expiries.delete(id);
    }
  };
  return {
    use: (id, expiresAt, now) => {
      forgetExpired(now);
      if (expiries.has(id) || expiries.size >= maxLive) return false;
      expiries.set(id, expiresAt);
      return true;
    },
    get size() {
      return expiries.size;
    },
  };
};
