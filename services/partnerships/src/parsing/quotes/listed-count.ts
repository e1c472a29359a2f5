import { CodedError } from '@wizness/kernel';
import { parseQuantity } from '../numbers/quantity';

/** A text announces a number of items that differs from the length of the list. */
export class ListedCountMismatch extends CodedError {
  readonly code = 'LISTED_COUNT_MISMATCH';

  constructor(
    readonly raw: string,
    readonly announced: string,
    readonly listed: number,
  ) {
    super(`"${raw}" announces ${announced}, but the list has ${listed}: add or remove items until they agree.`);
  }
}

/**
 * Checks that a list has as many items as the text announces ("3 facteurs") and, if the claim repeats the number, as it
 * declares. Throws {@link ListedCountMismatch}, also if `raw` announces no number.
 */
export const checkListedCount = (raw: string, lang: string, listed: number, declared: number = listed): void => {
  const announced = parseQuantity(raw, lang).amount ?? 'no exact number';
  for (const count of [listed, declared]) {
    if (announced !== String(count)) throw new ListedCountMismatch(raw, announced, count);
  }
};
