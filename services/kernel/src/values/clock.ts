import { createHash, randomBytes } from 'node:crypto';
import { TypeID } from 'typeid-js';

/** The time, and new ids. One interface for both, because an id begins with the time of its creation. */
export interface Clock {
  now(): Date;
  /** A TypeID: `<prefix>_<26 characters of base32>`. Ids sort by the time of creation. */
  newId(prefix: string): string;
  /** The time, without moving a deterministic clock on. Absent: `now` moves nothing. */
  peek?(): Date;
}

/** The time of a clock, without moving a deterministic one on. */
export const currentTime = (clock: Clock): Date => clock.peek?.() ?? clock.now();

/** TypeID over a UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 bits of `entropy`. */
const typeId = (prefix: string, milliseconds: number, entropy: Buffer): string => {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  entropy.copy(bytes, 6, 0, 10);
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x70;
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  return TypeID.fromUUIDBytes(prefix, bytes).toString();
};

const ENTROPY_BYTES = 10;
/** Random bytes are fetched for many ids at once: one call for each took a fiftieth of the time of a small operation. */
const POOL_BYTES = 400 * ENTROPY_BYTES;

const createEntropy = (): (() => Buffer) => {
  let pool = Buffer.alloc(0);
  let used = 0;
  return () => {
    if (used === pool.length) {
      pool = randomBytes(POOL_BYTES);
      used = 0;
    }
    used += ENTROPY_BYTES;
    return pool.subarray(used - ENTROPY_BYTES, used);
  };
};

const nextEntropy = createEntropy();

export const systemClock: Clock = {
  now: () => new Date(),
  newId: (prefix) => typeId(prefix, Date.now(), nextEntropy()),
};

/**
 * A clock for reproducible data: it starts at `start` (RFC 3339), and each time and each id is one second later than the one
 * before. What is created with it, such as the demo data, has the same ids and times on every machine.
 */
export const deterministicClock = (start: string, seed: string): Clock => {
  let milliseconds = Date.parse(start);
  const tick = () => {
    milliseconds += 1000;
    return milliseconds;
  };
  return {
    now: () => new Date(tick()),
    peek: () => new Date(milliseconds),
    newId: (prefix) => {
      const time = tick();
      return typeId(prefix, time, createHash('sha256').update(`${seed} ${time}`).digest());
    },
  };
};

/** The format of a TypeID with a prefix, as its specification 0.3 has it: the suffix is of 128 bits. */
const TYPE_ID = /^([a-z](?:[a-z_]{0,61}[a-z])?)_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** The prefix of a TypeID; null if `id` is not a TypeID, or has no prefix. */
export const idPrefix = (id: string): string | null => TYPE_ID.exec(id)?.[1] ?? null;

/** The UUID in a TypeID. Throws if `id` is not a TypeID. */
export const uuidOf = (id: string): string => TypeID.fromString(id).toUUID();
