import { CodedError, createLogger, systemClock } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import { type Services, withServices } from './open-services';
import { withDatabase } from '../postgres/database';
import { readCommandEnvironment } from './environment';

/** Of Node and of PostgreSQL: nobody listens, no such host, who are you, no such database. */
const NO_DATABASE = new Set(['ECONNREFUSED', 'ENOTFOUND', '28000', '28P01', '3D000']);

const inWords = (error: unknown): string => {
  if (error instanceof CodedError || error instanceof GraphQLError) return error.message;
  const { code = '', stack = String(error) } = error as { code?: string; stack?: string };
  if (!NO_DATABASE.has(code)) return stack;
  return `The database that DATABASE_URL names can not be used (${code}). Does it run, and is the address right?`;
};

/**
 * The whole life of a command: `read` what was typed, let `work` use the services on the database that the settings name
 * (beside whoever uses it already), print what it answers. A refusal is told in words and ends with 1.
 */
export const runCommand = <Input>(
  name: string,
  read: () => Input,
  work: (services: Services, input: Input) => Promise<string>,
): void => {
  const run = async (): Promise<void> => {
    const input = read();
    const environment = readCommandEnvironment();
    const log = createLogger(name, environment.LOG_LEVEL);
    const answer = await withDatabase(environment, (url) =>
      withServices(url, systemClock, log, (services) => work(services, input)),
    );
    process.stdout.write(`${answer}\n`);
  };
  run().catch((error: unknown) => {
    process.stderr.write(`${inWords(error)}\n`);
    process.exitCode = 1;
  });
};
