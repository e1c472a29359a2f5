import type { EntityManager } from 'typeorm';
import type { Identity } from '../access/identity';
import { UserError, UserErrorCode } from '../errors/user-error';
import { uuidOf } from '../values/clock';
import { actionOf, bucketsOf, isTrusted } from './action-limits';
import { giveTurnBack, takeTurn, type Turn } from './take-turn';

/** A member is new for this long, by the time in their id. */
const NEW_MS = 7 * 24 * 60 * 60 * 1000;

/** What a service adds to the limits of its mutations. */
export interface ServiceLimits {
  /** Whether a member has written enough to be no new one. Defaults to yes. */
  readonly hasWritten?: ((db: EntityManager, memberId: string) => Promise<boolean>) | undefined;
  /** Why a new member may not send this `input` yet; null if they may. Defaults to null. */
  readonly refuseNewMember?: ((input: Readonly<Record<string, unknown>>) => UserError | null) | undefined;
}

/** What the limits of mutations need of a running service. */
export interface RateLimiter extends ServiceLimits {
  readonly db: EntityManager;
  readonly identity: Identity;
  /** Of all limits; 0: no limits. */
  readonly percent: number;
}

/** The limiter in the context of an operation. In a WeakMap of contexts, V8 would keep each until a full garbage collection. */
const LIMITER = Symbol('rate limiter');

interface Limited {
  readonly [LIMITER]?: RateLimiter;
}

/** Sets the limiter of the mutations that get `context`. */
export const setRateLimiter = (context: object, limiter: RateLimiter): void =>
  void Object.assign(context, { [LIMITER]: limiter });

const joinedAt = (memberId: string): number => {
  try {
    return Number.parseInt(uuidOf(memberId).replaceAll('-', '').slice(0, 12), 16);
  } catch {
    return 0;
  }
};

const isNew = async ({ db, hasWritten }: RateLimiter, memberId: string): Promise<boolean> =>
  joinedAt(memberId) > Date.now() - NEW_MS || (hasWritten !== undefined && !(await hasWritten(db, memberId)));

const waitingText = (seconds: number): string => {
  if (seconds < 120) return `${seconds} seconds`;
  if (seconds < 7200) return `${Math.ceil(seconds / 60)} minutes`;
  return `${Math.ceil(seconds / 3600)} hours`;
};

type Resolve = (parent: unknown, args: Readonly<Record<string, unknown>>, context: object, info: unknown) => unknown;

interface Payload {
  readonly userErrors?: readonly UserError[];
}

/** The same resolver with the limit of its action: RATE_LIMITED among the `userErrors` above it, and nothing else happens. */
const limited =
  (mutation: string, action: string, resolve: Resolve): Resolve =>
  async (parent, args, context, info) => {
    const limiter = (context as Limited)[LIMITER];
    const { memberId = null, roles = [] } = limiter?.identity ?? {};
    // Who may not do it at all is refused by the command, which says why.
    if (!limiter || limiter.percent === 0 || memberId === null || roles.length === 0)
      return resolve(parent, args, context, info);
    const { db, percent } = limiter;
    const input = (args['input'] ?? {}) as { readonly idempotencyKey?: string | null };
    const isNewMember = await isNew(limiter, memberId);
    const refusal = isNewMember && !isTrusted(roles) ? limiter.refuseNewMember?.({ ...input }) : null;
    if (refusal) return { userErrors: [refusal] };
    const buckets = bucketsOf(action, { isNew: isNewMember, roles, percent });
    const { idempotencyKey = null } = input;
    const repeated = idempotencyKey === null ? null : `${mutation} ${idempotencyKey}`;
    const turn: Turn = { memberId, action, ...buckets, idempotencyKey: repeated };
    const taken = await takeTurn(db, turn);
    if (typeof taken === 'number') {
      const message = `You have done this too often in a short time. Try again in ${waitingText(taken)}.`;
      return { userErrors: [new UserError(UserErrorCode.RATE_LIMITED, message, null, taken)] };
    }
    let isDone = false;
    try {
      const payload = (await resolve(parent, args, context, info)) as Payload;
      isDone = (payload.userErrors?.length ?? 0) === 0;
      return payload;
    } finally {
      if (!isDone && taken === 'TAKEN') await giveTurnBack(db, turn);
    }
  };

/** Puts the limits of {@link ACTION_LIMITS} around the resolvers of mutations. */
export const limitMutations = (resolvers: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(resolvers).map(([mutation, resolve]) => {
      const action = actionOf(mutation);
      return [mutation, action === undefined ? resolve : limited(mutation, action, resolve as Resolve)];
    }),
  );
