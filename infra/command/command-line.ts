import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CommandError } from './command-error';

/** The error for a wrong command line: `message`, then the usage of the command. */
export const usageError = (message: string, usage: string): CommandError => new CommandError(`${message}\n\n${usage}`);

/**
 * Parses the arguments of a command. With --help or -h, prints `usage` and ends the process with 0. Throws
 * {@link CommandError} with `usage` if there is an unknown or malformed option.
 */
export const readCommandLine = <Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
): ReturnType<typeof parseArgs<{ allowPositionals: true; options: Options }>> => {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw usageError((error as Error).message, usage);
  }
};

/** The option `--NAME` as a whole number from `least`. Throws {@link CommandError} with `usage` if it is not one. */
export const readWholeNumber = <Name extends string>(
  values: Readonly<Partial<Record<Name, string | boolean>>>,
  name: Name,
  usage: string,
  least = 0,
): number => {
  const text = String(values[name] ?? '');
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < least)
    throw usageError(`--${name} must be a whole number from ${least}.`, usage);
  return value;
};
