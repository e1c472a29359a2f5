import type { Claim, ClaimsReport } from './run-import';

/** A claim with the number that it has in the text and in the list. */
export interface NumberedClaim {
  readonly number: number;
  readonly claim: Claim;
}

const startOf = ({ quotes }: Claim): number => quotes[0]?.start ?? Infinity;

/** The claims in the order in which their quotes stand in the page; those without a quote come last. */
export const numberClaims = (report: ClaimsReport | null): readonly NumberedClaim[] =>
  (report?.claims ?? [])
    .map((claim, index) => ({ claim, index, start: startOf(claim) }))
    .toSorted((a, b) => (a.start === b.start ? a.index - b.index : a.start - b.start))
    .map(({ claim }, index) => ({ number: index + 1, claim }));

/** What an editor looks at first: what is not stored, what a person has to judge, what is new or changed. */
export const CLAIM_GROUPS = {
  refused: ({ outcome }: Claim): boolean => outcome === 'REFUSED',
  doubtful: ({ issues }: Claim): boolean => issues.length > 0,
  changed: ({ outcome }: Claim): boolean => !['REFUSED', 'UNCHANGED'].includes(outcome),
  unchanged: ({ outcome }: Claim): boolean => outcome === 'UNCHANGED',
} as const;

export type ClaimGroup = keyof typeof CLAIM_GROUPS;
