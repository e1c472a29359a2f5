import type { FactLineFragment } from '../generated/operations';
import { formatFuzzyDate, formatPeriod } from '../format/fuzzy-date';
import { formatPer, formatQuantity, formatValue } from '../format/value';
import { useEnumLabel, useLanguage, useTexts } from '../language/language';

/** When a fact holds, or by when it is due; null if no source says it. */
export const useWhen = (): ((fact: Pick<FactLineFragment, 'due' | 'validTime'>) => string | null) => {
  const language = useLanguage();
  const texts = useTexts();
  return ({ due, validTime }) =>
    due ? formatFuzzyDate(language, texts, due, 'due') : formatPeriod(language, texts, validTime);
};

/** The value of a fact as text. */
export const useValue = (): ((fact: Pick<FactLineFragment, 'presence' | 'value'>) => string) => {
  const language = useLanguage();
  const texts = useTexts();
  return (fact) => formatValue(language, texts, fact);
};

/** The value of a fact, and what it is counted per apart from it, which is smaller beside a large figure. */
export const useSplitValue = (): ((fact: Pick<FactLineFragment, 'presence' | 'value'>) => {
  value: string;
  per: string;
}) => {
  const language = useLanguage();
  const texts = useTexts();
  return (fact) => {
    if (fact.value?.__typename !== 'QuantityValue') return { value: formatValue(language, texts, fact), per: '' };
    return { value: formatQuantity(language, texts, fact.value), per: formatPer(texts, fact.value) };
  };
};

/** What kind of figure it is: "target", "actual". Words are statements, which needs no label. */
export const Measure = ({ measure }: { readonly measure: string }) => {
  const enumLabel = useEnumLabel();
  return (
    <span className="measure" data-measure={measure}>
      {enumLabel('FactMeasure', measure)}
    </span>
  );
};

/** The words of a source. They keep their language. */
export const Quote = ({ quote, lang }: { readonly quote: string; readonly lang: string }) => (
  <q className="quote" lang={lang}>
    {quote}
  </q>
);

/** What a reader has to know about a fact: data issues in words. */
export const Issues = ({ issues }: { readonly issues: FactLineFragment['issues'] }) =>
  issues.length === 0 ? null : (
    <ul className="issues">
      {issues.map(({ code, message }) => (
        <li key={code}>{message}</li>
      ))}
    </ul>
  );

/** The statuses that a reader has to see: disputed, proposed, retracted. */
export const Status = ({ status }: { readonly status: string }) => {
  const enumLabel = useEnumLabel();
  if (status === 'ACCEPTED') return null;
  return (
    <span className="status" data-status={status}>
      {enumLabel('FactStatus', status)}
    </span>
  );
};
