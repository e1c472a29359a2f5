import type { OrganisationName } from './organisation-name.entity';
import { NameKind } from './organisation.enums';

/** What the rule uses of a name. */
export type RankedName = Pick<OrganisationName, 'value' | 'kind' | 'lang' | 'since' | 'until'>;

const rankOf = ({ kind, until }: RankedName): number => {
  if (kind === NameKind.MISSPELLING) return 3;
  if (until === null && kind === NameKind.OFFICIAL) return 0;
  return until === null && kind === NameKind.SHORT ? 1 : 2;
};

const primarySubtag = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? '';

const languageRankOf = ({ lang }: RankedName, requested: string | null): number => {
  if (lang === null) return 1;
  return requested !== null && primarySubtag(lang) === primarySubtag(requested) ? 0 : 2;
};

const latestFirst = (a: RankedName, b: RankedName): number => {
  const [startA, startB] = [a.since?.earliest ?? '', b.since?.earliest ?? ''];
  return startA === startB ? 0 : startA > startB ? -1 : 1;
};

/**
 * The name to show for an organisation; undefined if `names` is empty. `names` are in the order recorded. The order of
 * preference is: current official names, current short names, other names, misspellings; then names in `lang`, names
 * without a language, other languages; then the latest start date; then the first recorded. The result does not depend on
 * today's date.
 */
export const preferredName = <Name extends RankedName>(names: readonly Name[], lang: string | null): Name | undefined =>
  names.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || languageRankOf(a, lang) - languageRankOf(b, lang) || latestFirst(a, b),
  )[0];
