import { z } from 'zod';
import { CodedError } from '../errors/coded-error';

/** One or more settings are wrong. The message names all of them at once. */
export class EnvironmentError extends CodedError {
  readonly code = 'INVALID_SETTINGS';
}

/** An unset variable and an empty one mean the same: the default. */
const withoutEmpty = (variables: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1])));

/**
 * Reads settings once. Throws {@link EnvironmentError} that names every wrong setting, never only the first.
 */
export const readEnvironment = <Shape extends z.ZodRawShape>(
  shape: Shape,
  variables: NodeJS.ProcessEnv = process.env,
): z.infer<z.ZodObject<Shape>> => {
  const result = z.object(shape).safeParse(withoutEmpty(variables));
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new EnvironmentError(`These settings are wrong:\n${lines.join('\n')}`);
};

const port = (fallback: number) =>
  z.coerce
    .number({ error: 'must be a port number, 0 to 65535 (0 takes a free one)' })
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(65535, 'must be at most 65535')
    .default(fallback);

const httpUrl = (fallback: string) =>
  z.url({ protocol: /^https?$/, error: 'must be an http address, such as http://127.0.0.1:4000' }).default(fallback);

const milliseconds = (fallback: number) =>
  z.coerce
    .number({ error: 'must be a number of milliseconds' })
    .int('must be a whole number of milliseconds')
    .min(1, 'must be at least 1 millisecond')
    // Timers hold no more, and fire at once when given more.
    .max(2 ** 31 - 1, `must be at most ${2 ** 31 - 1} milliseconds`)
    .default(fallback);

const oneOf = <const Choice extends string>(choices: readonly Choice[], fallback: NoInfer<Choice>) =>
  z.enum(choices, { error: `must be one of ${choices.join(', ')}` }).default(fallback as never);

/** How long a service keeps the events of its log; a reader that stays away longer has to fetch anew. */
const eventRetentionDays = z.coerce
  .number({ error: 'must be a number of days' })
  .int('must be a whole number of days')
  .min(1, 'must be at least 1 day')
  .max(36_500, 'must be at most 36500 days')
  .default(30);

/** Settings that more than one program reads, said once. */
export const settings = {
  port,
  httpUrl,
  milliseconds,
  oneOf,
  eventRetentionDays,
  folder: (fallback: string) => z.string().default(fallback),
  host: z.string().default('127.0.0.1'),
  databaseUrl: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must be a PostgreSQL address: postgres://user@host:5432/database',
  }),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  /** Shared by the gateway and its subgraphs; signs who is asking. */
  subgraphSecret: z
    .string({ error: 'is required: at least 32 characters, the same for the gateway and every subgraph' })
    .min(32, 'must be at least 32 characters')
    .transform((secret) => new TextEncoder().encode(secret)),
} as const;

const subgraphSettings = (defaultPort: number) => ({
  PORT: settings.port(defaultPort),
  HOST: settings.host,
  DATABASE_URL: settings.databaseUrl,
  LOG_LEVEL: settings.logLevel,
  SUBGRAPH_SECRET: settings.subgraphSecret,
  EVENT_RETENTION_DAYS: settings.eventRetentionDays,
});

export type SubgraphEnvironment = z.infer<z.ZodObject<ReturnType<typeof subgraphSettings>>>;

/**
 * The settings of a subgraph that runs as a process of its own: those that all have, and `more` of its own.
 * Throws {@link EnvironmentError} that names all wrong ones.
 */
export const readSubgraphEnvironment = <More extends z.ZodRawShape = Record<never, never>>(
  defaultPort: number,
  more?: More,
): SubgraphEnvironment & z.infer<z.ZodObject<More>> =>
  readEnvironment({ ...subgraphSettings(defaultPort), ...more }) as SubgraphEnvironment & z.infer<z.ZodObject<More>>;
