import { z } from 'zod';
import { readDatabaseAddress } from '../data/database-address';
import { readNatsAddress } from '../nats/nats-address';
import { isUrl } from '../values/is-url';

interface WholeNumber {
  readonly min: number;
  readonly max: number;
  /** Plural noun: "milliseconds". Defaults to none. */
  readonly unit?: string;
}

/** Digits only: `Number` would also read " ", "1e3" and "0x10". */
const wholeNumber = ({ min, max, unit }: WholeNumber) => {
  const error = `must be a whole number${unit ? ` of ${unit}` : ''} from ${min} to ${max}`;
  return z
    .string()
    .regex(/^-?\d+$/, { error, abort: true })
    .transform(Number)
    .pipe(z.number(error).min(min, error).max(max, error));
};

const PORT_RULE = 'must be a port number, 0 to 65535 (0 selects a free port)';

const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, { error: PORT_RULE, abort: true })
    .transform(Number)
    .pipe(z.number().max(65_535, PORT_RULE))
    .default(fallback);

/** In milliseconds. Node's timers overflow above the maximum and fire at once. */
const milliseconds = wholeNumber({ min: 1, max: 2 ** 31 - 1, unit: 'milliseconds' });

const isBaseUrl = (text: string): boolean => {
  if (!isUrl(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return !username && !password && !search && !hash && !/[?#]$/.test(text);
};

const baseUrlLike = (example: string) =>
  z
    .string()
    .refine((text) => /^https?:\/\/[^/]/i.test(text) && isBaseUrl(text), {
      error: `must be an http or https address without user name, query and fragment, such as ${example}`,
    })
    .transform((url) => url.replace(/\/+$/, ''));

/** A URL to which paths are appended, without a slash at its end. It may have a path of its own. */
const baseUrl = (fallback: string) => baseUrlLike(fallback).default(fallback);

/** What is wrong with an address that `read` reads; null if it can be used. */
const problemOf =
  (read: (url: string) => unknown) =>
  (url: string): string | null => {
    try {
      read(url);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  };

const databaseUrlProblem = problemOf(readDatabaseAddress);
const natsUrlProblem = problemOf(readNatsAddress);

/** What an address of a database must be. */
export const DATABASE_URL_RULE = 'must be a PostgreSQL address: postgres://user:password@host:5432/database';

const oneOf = <const Choice extends string>(choices: readonly Choice[], fallback: NoInfer<Choice>) =>
  z.enum(choices, { error: `must be one of ${choices.join(', ')}` }).default(fallback as never);

const MIN_SECRET_LENGTH = 32;

/** Shared by the gateway and its subgraphs. Signs the caller's identity. */
const subgraphSecretText = z
  .string({
    error: `is required: at least ${MIN_SECRET_LENGTH} characters, the same for the gateway and every subgraph`,
  })
  .min(MIN_SECRET_LENGTH, `must be at least ${MIN_SECRET_LENGTH} characters`);

/** Settings that several programs read. */
export const settings = {
  port,
  baseUrl,
  /** As `baseUrl`, without a default. */
  optionalBaseUrl: (example: string) => baseUrlLike(example).optional(),
  wholeNumber,
  milliseconds: (fallback: number) => milliseconds.default(fallback),
  optionalMilliseconds: milliseconds.optional(),
  oneOf,
  folder: (fallback: string) => z.string().default(fallback),
  host: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address of this machine to listen on, such as 127.0.0.1, or 0.0.0.0 for all')
    .default('127.0.0.1'),
  /** Public URL of the site, without a slash at its end. */
  publicUrl: baseUrl('http://127.0.0.1:4000'),
  databaseUrl: z
    .string(DATABASE_URL_RULE)
    .regex(/^postgres(ql)?:\/\/./, { error: DATABASE_URL_RULE, abort: true })
    .refine((url) => databaseUrlProblem(url) === null, {
      error: ({ input }) => databaseUrlProblem(String(input)) ?? '',
    }),
  /** Servers of a NATS cluster with JetStream, as `readNatsAddress` reads them. */
  natsUrl: z
    .string()
    .refine((url) => natsUrlProblem(url) === null, { error: ({ input }) => natsUrlProblem(String(input)) ?? '' })
    .optional(),
  /** How long a server that stops still answers requests, in seconds; 0: it refuses them at once. */
  drainSeconds: wholeNumber({ min: 0, max: 3600, unit: 'seconds' }).default(0),
  logLevel: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
  /** How long a service keeps the events of its log. A consumer that is away for longer has to fetch its data anew. */
  eventRetentionDays: wholeNumber({ min: 1, max: 36_500, unit: 'days' }).default(30),
  /** Percent of the limits on how often members may write; 0: no limits. */
  rateLimitPercent: wholeNumber({ min: 0, max: 100_000, unit: 'percent' }).default(100),
  subgraphSecretText,
  /** {@link subgraphSecretText} as bytes. */
  subgraphSecret: subgraphSecretText.transform((secret) => new TextEncoder().encode(secret)),
} as const;
