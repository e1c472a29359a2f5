import { CodedError } from '@wizness/kernel';

export type PhraseKind = 'quantity' | 'date';

/** A phrase contains no value that the parser can read. The reviewer must choose another part of the quote. */
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
