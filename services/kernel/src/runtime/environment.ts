import { z } from 'zod';
import { CodedError } from '../errors/coded-error';
import { catalogue } from './catalogue';
import { printError } from './program';
import { unknownSettings } from './unknown-settings';

/** One or more settings are wrong. The message lists all of them. */
export class EnvironmentError extends CodedError {
  readonly code = 'INVALID_SETTINGS';
}

/** Reads the settings of one part of a program from environment variables. */
export type SettingsSchema<Settings> = z.ZodType<Settings>;

type Schemas = Readonly<Record<string, z.ZodType>>;

type SettingsOf<Parts extends Schemas> = {
  readonly [Part in keyof Parts]: z.output<Parts[Part]>;
};

/** Without the white space around it that files and shells add. An empty variable counts as unset: the default applies. */
const valueOf = (variables: NodeJS.ProcessEnv, name: string): string | undefined =>
  variables[name]?.trim() || undefined;

/** Settings whose values are not shown: they contain passwords or keys. */
const SECRET_NAME = /SECRET|PASSWORD|DATABASE_(READ_)?URL$|^(SMTP|NATS)_URL$/;

/** The password of a URL that was set in the wrong place. */
const SECRET_VALUE = /:[^@\s]*@/;

const MAX_SHOWN = 80;

/** What an operator needs to recognise a wrong value. A value that may be secret is described by its length alone. */
const describeValue = (name: string, value: string | undefined): string => {
  if (value === undefined) return '';
  const isSecret = SECRET_NAME.test(name) || SECRET_VALUE.test(value);
  const shown = value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value;
  const shape = isSecret ? ` It has ${value.length} characters.` : ` It is ${JSON.stringify(shown)}.`;
  return /^(["']).*\1$/.test(value) ? `${shape} Remove the quotation marks around it.` : shape;
};

const readAll = <const Parts extends Schemas>(schemas: Parts, variables: NodeJS.ProcessEnv) => {
  const known = new Set<string>();
  // The schemas themselves tell which settings they read.
  const input = new Proxy(variables, {
    has: (_, name: string) => valueOf(variables, name) !== undefined,
    get: (_, name: string) => {
      known.add(name);
      return valueOf(variables, name);
    },
  });
  const results = Object.entries(schemas).map(([part, schema]) => [part, schema.safeParse(input)] as const);
  // A setting that two parts read is listed once.
  const lines = new Set(
    results.flatMap(([, { error }]) =>
      (error?.issues ?? []).map(({ path, message }) => {
        const name = path.join('.');
        return `  ${name}: ${message}.${describeValue(name, valueOf(variables, name))}`;
      }),
    ),
  );
  if (lines.size > 0) throw new EnvironmentError(`These settings are wrong:\n${[...lines].join('\n')}`);
  const values = Object.fromEntries(results.map(([part, { data }]) => [part, data])) as SettingsOf<Parts>;
  return { values, known };
};

/**
 * Reads all settings of a program at once: one schema for each part of it, by the name of the part. Throws
 * {@link EnvironmentError} that lists every wrong setting of every part.
 */
export const readSettings = <const Parts extends Schemas>(
  schemas: Parts,
  variables: NodeJS.ProcessEnv = process.env,
): SettingsOf<Parts> => readAll(schemas, variables).values;

/** Prints that the variable `name` has no effect, and which setting was probably meant. */
export const printUnknownSetting = (name: string, meant: string): void =>
  printError(`${name} is not a setting and has no effect. Did you mean ${meant}?`);

/**
 * Reads the settings of a program as {@link readSettings} does, and reports which variables look like a setting but are none.
 * They are no error, because other programs may use them.
 */
export const readProgramSettings = <const Parts extends Schemas>(
  schemas: Parts,
  variables: NodeJS.ProcessEnv = process.env,
  onUnknown = printUnknownSetting,
): SettingsOf<Parts> => {
  const { values, known } = readAll(schemas, variables);
  // Often all programs have one environment, and a service does not read its own address.
  for (const { urlSetting } of catalogue) known.add(urlSetting);
  const names = Object.keys(variables).filter((name) => valueOf(variables, name) !== undefined);
  for (const [name, meant] of unknownSettings(names, known)) onUnknown(name, meant);
  return values;
};

/** Reads the settings of a program that has only one part. Throws as {@link readSettings} does. */
export const readEnvironment = <Shape extends z.ZodRawShape>(
  shape: Shape,
  variables: NodeJS.ProcessEnv = process.env,
): z.infer<z.ZodObject<Shape>> => readSettings({ program: z.object(shape) }, variables).program;
