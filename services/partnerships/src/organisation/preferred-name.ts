import type { OrganisationName } from './organisation-name.entity';
import { NameKind } from './organisation.enums';

/** What the rule looks at. Names come in the order in which they were told. */
export type RankedName = Pick<OrganisationName, 'value' | 'kind' | 'lang' | 'since' | 'until'>;

const rankOf = ({ kind, until }: RankedName): number => {
  if (kind === NameKind.MISSPELLING) return 3;
  if (until === null && kind === NameKind.OFFICIAL) return 0;
  return until === null && kind === NameKind.SHORT ? 1 : 2;
};

const primarySubtag = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? '';

const languageRankOf = ({ lang }: RankedName, wanted: string | null): number => {
  if (lang === null) return 1;
  return wanted !== null && primarySubtag(lang) === primarySubtag(wanted) ? 0 : 2;
};

const latestFirst = (a: RankedName, b: RankedName): number => {
  const [beganA, beganB] = [a.since?.earliest ?? '', b.since?.earliest ?? ''];
  return beganA === beganB ? 0 : beganA > beganB ? -1 : 1;
};

/**
 * The one name to show of an organisation; undefined only where there are none. First the official names it has now,
 * then the short ones, then the others, misspellings last; of equals those in `lang`, then those of no language; of
 * those the one taken last, as far as that is known; then the one told first. It does not depend on today's date.
 */
export const preferredName = <Name extends RankedName>(names: readonly Name[], lang: string | null): Name | undefined =>
  names.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || languageRankOf(a, lang) - languageRankOf(b, lang) || latestFirst(a, b),
  )[0];
