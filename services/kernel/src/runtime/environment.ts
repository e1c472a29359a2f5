import { z } from 'zod';
import { readDatabaseAddress } from '../data/database-address';
import { CodedError } from '../errors/coded-error';

/** One or more settings are wrong. The message lists all of them. */
export class EnvironmentError extends CodedError {
  readonly code = 'INVALID_SETTINGS';
}

/** Reads the settings of one part of a program from environment variables. */
export type SettingsSchema<Settings> = z.ZodType<Settings>;

type SettingsOf<Schemas extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Part in keyof Schemas]: z.output<Schemas[Part]>;
};

/** An empty variable counts as unset: the default applies. */
const withoutEmpty = (variables: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1])));

/**
 * Reads all settings of a program at once: one schema for each part of it, by the name of the part. Throws
 * {@link EnvironmentError} that lists every wrong setting of every part.
 */
export const readSettings = <const Schemas extends Readonly<Record<string, z.ZodType>>>(
  schemas: Schemas,
  variables: NodeJS.ProcessEnv = process.env,
): SettingsOf<Schemas> => {
  const input = withoutEmpty(variables);
  const results = Object.entries(schemas).map(([part, schema]) => [part, schema.safeParse(input)] as const);
  // A setting that two parts read is listed once.
  const lines = new Set(
    results.flatMap(([, { error }]) =>
      (error?.issues ?? []).map(({ path, message }) => `  ${path.join('.')}: ${message}`),
    ),
  );
  if (lines.size > 0) throw new EnvironmentError(`These settings are wrong:\n${[...lines].join('\n')}`);
  return Object.fromEntries(results.map(([part, { data }]) => [part, data])) as SettingsOf<Schemas>;
};

/** Reads the settings of a program that has only one part. Throws as {@link readSettings} does. */
export const readEnvironment = <Shape extends z.ZodRawShape>(
  shape: Shape,
  variables: NodeJS.ProcessEnv = process.env,
): z.infer<z.ZodObject<Shape>> => readSettings({ program: z.object(shape) }, variables).program;

const port = (fallback: number) =>
  z.coerce
    .number({ error: 'must be a port number, 0 to 65535 (0 selects a free port)' })
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(65535, 'must be at most 65535')
    .default(fallback);

const httpUrl = (fallback: string) =>
  z.url({ protocol: /^https?$/, error: 'must be an http address, such as http://127.0.0.1:4000' }).default(fallback);

export const milliseconds = z.coerce
  .number({ error: 'must be a number of milliseconds' })
  .int('must be a whole number of milliseconds')
  .min(1, 'must be at least 1 millisecond')
  // Node's timers overflow above this value and fire at once.
  .max(2 ** 31 - 1, `must be at most ${2 ** 31 - 1} milliseconds`);

/** What is wrong with the address of a database; null if it can be used. */
const databaseUrlProblem = (url: string): string | null => {
  try {
    readDatabaseAddress(url);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

const oneOf = <const Choice extends string>(choices: readonly Choice[], fallback: NoInfer<Choice>) =>
  z.enum(choices, { error: `must be one of ${choices.join(', ')}` }).default(fallback as never);

/** Settings that several programs read. */
export const settings = {
  port,
  httpUrl,
  milliseconds: (fallback: number) => milliseconds.default(fallback),
  oneOf,
  folder: (fallback: string) => z.string().default(fallback),
  host: z.string().default('127.0.0.1'),
  /** Public URL of the site, without a slash at its end. */
  publicUrl: httpUrl('http://127.0.0.1:4000').transform((url) => url.replace(/\/+$/, '')),
  databaseUrl: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be a PostgreSQL address: postgres://user@host:5432/database',
      abort: true,
    })
    .refine((url) => databaseUrlProblem(url) === null, {
      error: ({ input }) => databaseUrlProblem(String(input)) ?? '',
    }),
  logLevel: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
  /** How long a service keeps the events of its log. A consumer that is away for longer has to fetch its data anew. */
  eventRetentionDays: z.coerce
    .number({ error: 'must be a number of days' })
    .int('must be a whole number of days')
    .min(1, 'must be at least 1 day')
    .max(36_500, 'must be at most 36500 days')
    .default(30),
  /** Shared by the gateway and its subgraphs. Signs the caller's identity. */
  subgraphSecret: z
    .string({ error: 'is required: at least 32 characters, the same for the gateway and every subgraph' })
    .min(32, 'must be at least 32 characters')
    .transform((secret) => new TextEncoder().encode(secret)),
} as const;
