/**
 * An error that its caller can act on: `code` says what went wrong, for a program, and `message` says how to correct it,
 * for a person. A class that only steers control flow inside one file extends Error instead.
 */
export abstract class CodedError<Code extends string = string> extends Error {
  abstract readonly code: Code;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
