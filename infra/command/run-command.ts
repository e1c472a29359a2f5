import { CodedError, createLogger, type DatabaseUrls, type Logger, systemClock } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import { type Services, withServices } from './open-services';
import { withDatabase } from '../postgres/database';
import { readCommandSettings } from './environment';

const messageOf = (error: unknown): string => {
  if (error instanceof CodedError || error instanceof GraphQLError) return error.message;
  return error instanceof Error && error.stack ? error.stack : String(error);
};

/** What a command prints. */
export interface CommandResult {
  readonly output: string;
  /** What could not be done, although the rest was. Printed on stderr; the command then exits with 2. Null: nothing. */
  readonly incomplete: string | null;
}

/** Prints the result of `run`: on an error, a message on stderr, and the program exits with 1. */
const printResult = (run: () => Promise<string | CommandResult | null>): void => {
  const print = async (): Promise<void> => {
    const result = await run();
    if (result === null) return;
    const { output, incomplete } = typeof result === 'string' ? { output: result, incomplete: null } : result;
    process.stdout.write(`${output}\n`);
    if (incomplete === null) return;
    process.stderr.write(`${incomplete}\n`);
    process.exitCode = 2;
  };
  print().catch((error: unknown) => {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  });
};

/**
 * Runs a command: `read` parses the command line, `work` uses the services on the database of the settings (which a running
 * graph may be using too), and its result is printed. On an error, prints a message on stderr and exits with 1.
 */
export const runCommand = <Input>(
  name: string,
  read: () => Input,
  work: (services: Services, input: Input) => Promise<string | CommandResult>,
): void =>
  printResult(async () => {
    const input = read();
    const { command, services: settings } = readCommandSettings();
    const log = createLogger(name, command.LOG_LEVEL);
    return withDatabase(command, log, (databaseUrl) =>
      withServices({ databaseUrl, settings, clock: systemClock, log }, (services) => work(services, input)),
    );
  });

/** As {@link runCommand}, for a command that uses the databases itself. Does not run migrations. Null prints nothing. */
export const runDatabaseCommand = <Input>(
  name: string,
  read: () => Input,
  work: (databaseUrl: DatabaseUrls, input: Input, log: Logger) => Promise<string | null>,
): void =>
  printResult(async () => {
    const input = read();
    const { command } = readCommandSettings();
    const log = createLogger(name, command.LOG_LEVEL);
    return withDatabase(command, log, (databaseUrl) => work(databaseUrl, input, log));
  });
