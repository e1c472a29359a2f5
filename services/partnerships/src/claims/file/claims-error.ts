import { CodedError, InvalidEdtf } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import { InvalidFact } from '../../fact/record/new-fact';
import { ListedCountMismatch } from '../../parsing/quotes/listed-count';
import { QuoteNotLocated } from '../../parsing/quotes/locate-quote';

/** A problem in a claims file that its author must correct. */
export interface ClaimProblem {
  /** Key of the entry, or its path in the file if it has no key. */
  readonly key: string;
  /** What is wrong and how to correct it. */
  readonly reason: string;
}

/** A claims file is refused. Nothing of it was written. */
export class ClaimsError extends CodedError {
  readonly code = 'CLAIMS_REFUSED';

  constructor(readonly problems: readonly ClaimProblem[]) {
    const lines = problems.map(({ key, reason }) => `  ${key}: ${reason}`);
    super(
      `The claims have ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}:\n${lines.join('\n')}`,
    );
  }
}

/** One entry of a claims file is invalid. The message says how to correct it. */
export class InvalidClaim extends CodedError {
  readonly code = 'INVALID_CLAIM';
}

const CORRECTABLE = [GraphQLError, InvalidClaim, InvalidEdtf, InvalidFact, ListedCountMismatch, QuoteNotLocated];

/** Whether the author of the file can correct the cause of this error. */
export const isCorrectable = (error: unknown): error is Error => CORRECTABLE.some((type) => error instanceof type);

/**
 * Collects the problems of a file, so that its author sees all of them at once. A statement with a problem is refused alone;
 * a problem of the file itself, such as an unknown key of a parent, refuses all of it.
 */
export class ClaimProblems {
  private readonly ofFile: ClaimProblem[] = [];
  private readonly ofStatements: ClaimProblem[] = [];

  /** Adds a problem for which the file is refused. */
  add(key: string, reason: string): void {
    addOnce(this.ofFile, { key, reason });
  }

  /** Adds a problem for which one statement is refused. */
  refuse(key: string, reason: string): void {
    addOnce(this.ofStatements, { key, reason });
  }

  /** The problems for which statements are refused. */
  get refused(): readonly ClaimProblem[] {
    return this.ofStatements;
  }

  /** Returns the result of `work`. If it throws a correctable error, refuses the statement and returns undefined. */
  attempt<Result>(key: string, work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (!isCorrectable(error)) throw error;
      this.refuse(key, error.message);
      return undefined;
    }
  }

  /** Throws {@link ClaimsError} with all problems if the file has one; if `strict`, also if a statement has one. */
  throwIfAny({ strict }: { readonly strict: boolean }): void {
    if (this.ofFile.length === 0 && (!strict || this.ofStatements.length === 0)) return;
    throw new ClaimsError([...this.ofFile, ...this.ofStatements]);
  }
}

const addOnce = (problems: ClaimProblem[], { key, reason }: ClaimProblem): void => {
  if (!problems.some((each) => each.key === key && each.reason === reason)) problems.push({ key, reason });
};
