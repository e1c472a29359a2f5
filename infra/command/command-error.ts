import { CodedError } from '@wizness/kernel';

/** A command was refused before it stored anything. The message says how to correct the command line. */
export class CommandError extends CodedError {
  readonly code = 'COMMAND_REFUSED';
}
