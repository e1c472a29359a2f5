import { useMemo } from 'react';
import { useTexts } from '../../../language/language';
import type { NumberedClaim } from './number-claims';
import type { NumberedWarning, PagePart } from './number-warnings';
import { textPieces } from './text-pieces';

interface Properties {
  readonly page: string;
  readonly lang: string;
  readonly part: PagePart;
  readonly claims: readonly NumberedClaim[];
  readonly warnings: readonly NumberedWarning[];
}

/** A part of the page with quotes and doubtful places marked; after the end of each stands its number, which leads to what is said about it. */
export const PageText = ({ page, lang, part, claims, warnings }: Properties) => {
  const { edit } = useTexts();
  const pieces = useMemo(() => {
    const quotes = claims.flatMap(({ number, claim }) =>
      claim.quotes.map(({ start, end }) => ({ key: `${number}`, start, end })),
    );
    const places = warnings.flatMap(({ number, span }) => (span ? [{ key: `w${number}`, ...span }] : []));
    return textPieces(page, [...quotes, ...places], part.from, part.to);
  }, [page, claims, warnings, part]);
  const doubtful = new Set([
    ...claims.flatMap(({ number, claim }) => (claim.issues.length > 0 ? [`${number}`] : [])),
    ...warnings.map(({ number }) => `w${number}`),
  ]);
  const seen = new Set<string>();
  return (
    <div className="page-text" role="group" aria-labelledby="page-text" tabIndex={0} lang={lang}>
      {pieces.map(({ text, keys, ending }, index) => {
        const isDoubtful = keys.some((key) => doubtful.has(key));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a report never change
          <span key={index}>
            {keys.length === 0 ? (
              text
            ) : (
              <mark data-facts={keys.join(' ')} className={isDoubtful ? 'doubtful' : undefined}>
                {text}
              </mark>
            )}
            {ending.length > 0 && (
              <sup className="notes">
                {ending.map((key) => {
                  const isFirst = !seen.has(key);
                  seen.add(key);
                  const warning = key.startsWith('w') ? key.slice(1) : null;
                  return (
                    <a
                      key={key}
                      href={warning === null ? `#claim-${key}` : `#warning-${warning}`}
                      id={isFirst ? `mark-${key}` : undefined}
                      data-facts={key}
                      aria-label={warning === null ? undefined : edit.import.warning(warning)}
                    >
                      {warning === null ? key : `⚠${warning}`}
                    </a>
                  );
                })}
              </sup>
            )}
          </span>
        );
      })}
    </div>
  );
};
