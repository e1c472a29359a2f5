import type { NumberedClaim } from './number-claims';
import type { ImportReport, Warning } from './run-import';

/** A part of a page, in code points. `to` is exclusive. */
export interface PagePart {
  readonly from: number;
  readonly to: number;
}

/** The part of the page that the report shows: the body, and what claims quote outside of it, such as the title. */
export const shownPart = ({ page }: ImportReport, claims: readonly NumberedClaim[]): PagePart => {
  const quotes = claims.flatMap(({ claim }) => claim.quotes);
  return {
    from: Math.min(page.bodyStart, ...quotes.map(({ start }) => start)),
    to: Math.max(page.bodyEnd, ...quotes.map(({ end }) => end)),
  };
};

/** A remark about a page with its number in the list of them. */
export interface NumberedWarning {
  readonly number: number;
  readonly warning: Warning;
  /** Where it is in the shown part of the page; null if it is elsewhere, or about no place. */
  readonly span: { readonly start: number; readonly end: number } | null;
}

/** The remarks in the order of the graph, each with its place in the shown part of the page. */
export const numberWarnings = (warnings: readonly Warning[], { from, to }: PagePart): readonly NumberedWarning[] =>
  warnings.map((warning, index) => {
    const { start, end } = warning;
    const isShown = start !== null && end !== null && from <= start && end <= to;
    return { number: index + 1, warning, span: isShown ? { start, end } : null };
  });
