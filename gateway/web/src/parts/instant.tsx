import { formatInstant } from '../format/fuzzy-date';
import { useLanguage } from '../language/language';

/** The day of a moment. */
export const Instant = ({ at }: { readonly at: string }) => (
  <time dateTime={at}>{formatInstant(useLanguage(), at)}</time>
);
