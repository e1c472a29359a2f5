import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Positions in the write-ahead logs of the services' databases, by the name of the service. */
type Positions = Readonly<Record<string, string>>;

/** What the queries of a client must see. */
export interface ReadPositions {
  /** What the client has written before, as its token says. */
  readonly after: Positions;
  /** What this operation has written. */
  readonly written: Map<string, string>;
}

/** The header of a token, in the response to a mutation and in later requests of its client. */
export const READ_AFTER_HEADER = 'wizness-read-after';

/** A token with a position for each of many more services than there are. */
const MAX_LENGTH = 2000;

const POSITIONS = z.record(z.string(), z.string());

export interface ReadTokens {
  /** What the sender of a token must see. A token that is missing or not from this graph says nothing. */
  read(token: string | undefined): ReadPositions;
  /** The token after an operation; null if it wrote nothing. */
  write(positions: ReadPositions): string | null;
}

/**
 * Tokens that say what their clients have written, so that they read it although standbys answer queries. They are signed, so
 * that nobody can send all queries to the primary. `secret` is the same in all gateways.
 */
export const createReadTokens = (secret: Uint8Array): ReadTokens => {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'read positions', 32));
  const sign = (payload: string): Buffer => createHmac('sha256', key).update(payload).digest();
  const positionsIn = (token: string): Positions => {
    const [payload = '', signature = ''] = token.split('.');
    const expected = sign(payload);
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return {};
    return POSITIONS.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  };
  return {
    read: (token = '') => ({
      after: token === '' || token.length > MAX_LENGTH ? {} : positionsIn(token),
      written: new Map(),
    }),
    write: ({ after, written }) => {
      if (written.size === 0) return null;
      const payload = Buffer.from(JSON.stringify({ ...after, ...Object.fromEntries(written) })).toString('base64url');
      return `${payload}.${sign(payload).toString('base64url')}`;
    },
  };
};

/** What a fetch from a service must see; undefined if the primary answers it. */
export const readAfterOf = (read: ReadPositions | undefined, service: string): string | null | undefined =>
  read && (read.after[service] ?? null);
