import { CodedError } from '@wizness/kernel';
export type PhraseKind = 'quantity' | 'date';

/** A snippet holds no value that the rules can read; the reviewer has to choose another snippet of the quote. */
export class UnreadablePhrase extends CodedError {
  readonly code = 'UNREADABLE_PHRASE';

  constructor(
    readonly kind: PhraseKind,
    readonly raw: string,
    reason: string,
  ) {
    super(`No ${kind} can be read from "${raw}": ${reason}.`);
  }
}
