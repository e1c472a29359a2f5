import { InvalidEdtf, CodedError } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import { ListedCountMismatch } from '../../parsing/quotes/listed-count';
import { QuoteNotLocated } from '../../parsing/quotes/locate-quote';
import { UnsupportedQuoteLanguage } from '../../parsing/quotes/quote-language';
import { UnreadablePhrase } from '../../parsing/unreadable-phrase';
import { InvalidFact } from '../../fact/record/new-fact';

export interface Refusal {
  /** Key of the entry in the claims file; an entry that has none is named by those around it. */
  readonly key: string;
  /** What is wrong and how to mend it. */
  readonly reason: string;
}

/** Entries of a claims file can not be taken as they are. Nothing of the file was written. */
export class ClaimsError extends CodedError {
  readonly code = 'CLAIMS_REFUSED';

  constructor(readonly refused: readonly Refusal[]) {
    const lines = refused.map(({ key, reason }) => `  ${key}: ${reason}`);
    super(`${refused.length} ${refused.length === 1 ? 'entry is' : 'entries are'} refused:\n${lines.join('\n')}`);
  }
}

/** One entry can not be read. */
export class UnreadableClaim extends CodedError {
  readonly code = 'UNREADABLE_CLAIM';
}

const FOR_THE_REVIEWER = [
  GraphQLError,
  InvalidEdtf,
  InvalidFact,
  ListedCountMismatch,
  QuoteNotLocated,
  UnreadableClaim,
  UnreadablePhrase,
  UnsupportedQuoteLanguage,
];

/** Whether `error` says something that the author of the file can mend. */
export const isForTheReviewer = (error: unknown): error is Error =>
  FOR_THE_REVIEWER.some((type) => error instanceof type);

/** Gathers what is wrong with a file, so that its author hears all of it at once. */
export class Refusals {
  private readonly refused: Refusal[] = [];

  add(key: string, reason: string): void {
    if (!this.refused.some((each) => each.key === key && each.reason === reason)) this.refused.push({ key, reason });
  }

  /** What `work` answers; undefined, and the reason noted, where it fails for a reason that the author can mend. */
  attempt<Result>(key: string, work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (!isForTheReviewer(error)) throw error;
      this.add(key, error.message);
      return undefined;
    }
  }

  /** What `work` answers, unless it or anything before it was refused: then throws {@link ClaimsError} with all of that. */
  async together<Result>(work: Promise<Result>): Promise<Result> {
    const result = await work.catch((error: unknown) => {
      if (!(error instanceof ClaimsError)) throw error;
      for (const { key, reason } of error.refused) this.add(key, reason);
    });
    this.throwIfAny();
    return result as Result;
  }

  /** Throws {@link ClaimsError} if anything was refused. */
  throwIfAny(): void {
    if (this.refused.length > 0) throw new ClaimsError(this.refused);
  }
}
