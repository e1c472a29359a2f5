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

/** Collects the problems of a file, so that its author sees all of them at once. */
export class ClaimProblems {
  private readonly problems: ClaimProblem[] = [];

  add(key: string, reason: string): void {
    if (!this.problems.some((each) => each.key === key && each.reason === reason)) this.problems.push({ key, reason });
  }

  /** Returns the result of `work`. If it throws a correctable error, adds that as a problem and returns undefined. */
  attempt<Result>(key: string, work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (!isCorrectable(error)) throw error;
      this.add(key, error.message);
      return undefined;
    }
  }

  /** Throws {@link ClaimsError} if there are any problems. */
  throwIfAny(): void {
    if (this.problems.length > 0) throw new ClaimsError(this.problems);
  }
}
