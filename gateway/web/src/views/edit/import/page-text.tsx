import { useMemo } from 'react';
import type { NumberedClaim } from './number-claims';
import type { ImportReport } from './run-import';
import { textPieces } from './text-pieces';

interface Properties {
  readonly page: string;
  readonly report: ImportReport;
  readonly claims: readonly NumberedClaim[];
}

/** The body of the page with each quote marked; after its end stand the numbers of its claims, which lead to them. */
export const PageText = ({ page, report, claims }: Properties) => {
  const { bodyStart, bodyEnd, lang } = report.page;
  const pieces = useMemo(() => {
    const spans = claims.flatMap(({ number, claim }) => claim.quotes.map(({ start, end }) => ({ number, start, end })));
    // A quote may be in the title, which stands before the body.
    const from = Math.min(bodyStart, ...spans.map(({ start }) => start));
    const to = Math.max(bodyEnd, ...spans.map(({ end }) => end));
    return textPieces(page, spans, from, to);
  }, [page, claims, bodyStart, bodyEnd]);
  const doubtful = new Set(claims.flatMap(({ number, claim }) => (claim.issues.length > 0 ? [number] : [])));
  const seen = new Set<number>();
  return (
    <div className="page-text" role="group" aria-labelledby="page-text" tabIndex={0} lang={lang}>
      {pieces.map(({ text, numbers, ending }, index) => {
        const isDoubtful = numbers.some((number) => doubtful.has(number));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a report never change
          <span key={index}>
            {numbers.length === 0 ? (
              text
            ) : (
              <mark data-facts={numbers.join(' ')} className={isDoubtful ? 'doubtful' : undefined}>
                {text}
              </mark>
            )}
            {ending.length > 0 && (
              <sup className="notes">
                {ending.map((number) => {
                  const isFirst = !seen.has(number);
                  seen.add(number);
                  return (
                    <a
                      key={number}
                      href={`#claim-${number}`}
                      id={isFirst ? `mark-${number}` : undefined}
                      data-facts={number}
                    >
                      {number}
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
