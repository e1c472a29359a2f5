import { primarySubtag } from '@wizness/kernel';
import type { OrganisationName } from './organisation-name.entity';
import { NameKind } from './organisation.enums';

/** What the rule uses of a name. */
export type RankedName = Pick<OrganisationName, 'value' | 'kind' | 'lang' | 'since' | 'until'>;

const rankOf = ({ kind, until }: RankedName): number => {
  if (kind === NameKind.MISSPELLING) return 3;
  if (until === null && kind === NameKind.OFFICIAL) return 0;
  return until === null && kind === NameKind.SHORT ? 1 : 2;
};

/** A name without a language suits all, and so comes right after the best language. */
const languageRankOf = ({ lang }: RankedName, languages: readonly string[]): number => {
  if (lang === null) return 0.5;
  const rank = languages.findIndex((requested) => primarySubtag(lang) === primarySubtag(requested));
  return rank === -1 ? Math.max(languages.length, 1) : rank;
};

const latestFirst = (a: RankedName, b: RankedName): number => {
  const [startA, startB] = [a.since?.earliest ?? '', b.since?.earliest ?? ''];
  return startA === startB ? 0 : startA > startB ? -1 : 1;
};

/**
 * The name to show for an organisation; undefined if `names` is empty. `names` are in the order recorded. The order of
 * preference is: current official names, current short names, other names, misspellings; then names in the first of
 * `languages`, names without a language, the further languages in order, other languages; then the latest start date; then the first recorded. The result does not depend on
 * today's date.
 */
export const preferredName = <Name extends RankedName>(
  names: readonly Name[],
  languages: readonly string[],
): Name | undefined =>
  names.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || languageRankOf(a, languages) - languageRankOf(b, languages) || latestFirst(a, b),
  )[0];
