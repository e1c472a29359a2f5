import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CommandError } from './command-error';

/** That a command can not be carried out as it was typed, and how it is used. */
export const misused = (message: string, usage: string): CommandError => new CommandError(`${message}\n\n${usage}`);

/** What was typed after the name of a command. Throws {@link CommandError} with `usage` where it holds other options. */
export const readCommandLine = <Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
): ReturnType<typeof parseArgs<{ allowPositionals: true; options: Options }>> => {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw misused((error as Error).message, usage);
  }
};
