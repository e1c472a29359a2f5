import { Role } from '../access/role';

/** So many times in so many seconds. */
interface Rate {
  readonly times: number;
  readonly seconds: number;
}

/** How often a member may do something: in the long run, and at short intervals. */
interface Limit {
  readonly slow: Rate;
  /** Null: no second limit. */
  readonly fast: Rate | null;
}

interface ActionLimit {
  /** Mutations that share the limit. */
  readonly mutations: readonly string[];
  /** For those who are new here. */
  readonly newMember: Limit;
  readonly member: Limit;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

const limit = (times: number, seconds: number, interval?: number): Limit => ({
  slow: { times, seconds },
  fast: interval === undefined ? null : { times: 1, seconds: interval },
});

/**
 * How often members may write. What is not here has no limit, or one of its own: uploads, registrations, sign-ins and appeals.
 * A service counts its own mutations only.
 */
const ACTION_LIMITS: Readonly<Record<string, ActionLimit>> = {
  post: { mutations: ['createPost'], newMember: limit(3, DAY, 120), member: limit(20, DAY, 15) },
  comment: { mutations: ['createComment'], newMember: limit(10, DAY, 30), member: limit(100, HOUR, 5) },
  change: {
    mutations: ['updatePost', 'publishPost', 'unpublishPost', 'updateComment', 'updateProfile'],
    newMember: limit(30, DAY),
    member: limit(100, DAY),
  },
  react: { mutations: ['addReaction', 'voteRatingHelpful'], newMember: limit(50, DAY), member: limit(200, DAY) },
  rate: { mutations: ['rate'], newMember: limit(10, DAY), member: limit(50, DAY) },
  answer: { mutations: ['setRsvp'], newMember: limit(20, HOUR), member: limit(60, HOUR) },
  contribute: { mutations: ['contributeToChallenge'], newMember: limit(3, DAY), member: limit(20, DAY) },
  report: {
    mutations: ['flagPost', 'flagComment', 'flagRating', 'flagMember'],
    newMember: limit(5, DAY),
    member: limit(20, DAY),
  },
  follow: { mutations: ['follow', 'mute'], newMember: limit(50, DAY), member: limit(400, DAY) },
};

/** The name of the limit of a mutation; undefined if it has none. */
export const actionOf = (mutation: string): string | undefined =>
  Object.keys(ACTION_LIMITS).find((action) => ACTION_LIMITS[action]?.mutations.includes(mutation));

/** Members with these roles may do everything ten times as often. */
const TRUSTED: readonly string[] = [Role.EDITOR, Role.MODERATOR, Role.ADMIN];
const TRUSTED_FACTOR = 10;

export const isTrusted = (roles: readonly string[]): boolean => roles.some((role) => TRUSTED.includes(role));

/** A bucket that holds `burst` turns, and gets one back every `stepSeconds`. */
export interface Bucket {
  readonly burst: number;
  readonly stepSeconds: number;
}

const bucketOf = ({ times, seconds }: Rate, factor: number): Bucket => ({
  burst: Math.max(1, Math.floor(times * factor)),
  stepSeconds: seconds / (times * factor),
});

/** No limit: each turn is back at once. */
const OPEN: Bucket = { burst: 1, stepSeconds: 0 };

/** The buckets of an action of a member. `percent` is that of all limits. */
export const bucketsOf = (
  action: string,
  { isNew, roles, percent }: { readonly isNew: boolean; readonly roles: readonly string[]; readonly percent: number },
): { readonly slow: Bucket; readonly fast: Bucket } => {
  const limits = ACTION_LIMITS[action];
  if (!limits) throw new TypeError(`There is no limit "${action}".`);
  const factor = (percent / 100) * (isTrusted(roles) ? TRUSTED_FACTOR : 1);
  const { slow, fast } = isNew ? limits.newMember : limits.member;
  return { slow: bucketOf(slow, factor), fast: fast ? bucketOf(fast, factor) : OPEN };
};
