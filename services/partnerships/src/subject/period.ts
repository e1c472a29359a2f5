import type { FuzzyDate } from '@wizness/kernel';

/** Since when and until when something holds. Null: not known, or it has not ended. */
export interface Period {
  readonly since?: FuzzyDate | null;
  readonly until?: FuzzyDate | null;
}

/** Whether a period ends before it begins, whatever its dates mean exactly: the last day of the end is before the start. */
export const endsBeforeItBegins = ({ since, until }: Period): boolean =>
  since?.earliest != null && until?.latest != null && until.latest < since.earliest;

/** Says why a period that ends before it begins is refused, and how to correct it. */
export const invertedPeriod = ({ since, until }: Period): string =>
  `it ends in ${until?.raw ?? until?.edtf}, before it begins in ${since?.raw ?? since?.edtf}: correct one of the dates`;
