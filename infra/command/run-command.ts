import { CodedError, createLogger, systemClock } from '@wizness/kernel';
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

/**
 * Runs a command: `read` parses the command line, `work` uses the services on the database of the settings (which a running
 * graph may be using too), and its result is printed. On an error, prints a message on stderr and exits with 1.
 */
export const runCommand = <Input>(
  name: string,
  read: () => Input,
  work: (services: Services, input: Input) => Promise<string | CommandResult>,
): void => {
  const run = async (): Promise<void> => {
    const input = read();
    const { command, services: settings } = readCommandSettings();
    const log = createLogger(name, command.LOG_LEVEL);
    const result = await withDatabase(command, log, (databaseUrl) =>
      withServices({ databaseUrl, settings, clock: systemClock, log }, (services) => work(services, input)),
    );
    const { output, incomplete } = typeof result === 'string' ? { output: result, incomplete: null } : result;
    process.stdout.write(`${output}\n`);
    if (incomplete === null) return;
    process.stderr.write(`${incomplete}\n`);
    process.exitCode = 2;
  };
  run().catch((error: unknown) => {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  });
};
