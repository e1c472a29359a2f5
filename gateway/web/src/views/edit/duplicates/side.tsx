import type { ReactNode } from 'react';
import type { MergeSideFragment } from '../../../generated/operations';
import { formatFuzzyDate } from '../../../format/fuzzy-date';
import { formatCount, formatDecimal } from '../../../format/number';
import { type Language, useEnumLabel, useLanguage, useTexts } from '../../../language/language';
import { useValue } from '../../../parts/fact-words';
import { SubjectLink } from '../../../parts/subject-link';

export type Side = MergeSideFragment;

/** A likeness of 0 to 1 in per cent: "90" for 0.9. */
export const formatScore = (language: Language, score: number): string =>
  formatDecimal(language, (score * 100).toFixed(0));

const Lines = ({ lines }: { readonly lines: readonly ReactNode[] }) => (
  <ul className="figures-list">
    {lines.map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a subject never change
      <li key={index}>{line}</li>
    ))}
  </ul>
);

/** What is known of one of two subjects, as rows of a table: the same rows for both, so that they can be compared. */
export const useSideRows = (): ((
  side: Side,
) => Readonly<
  Record<'names' | 'kind' | 'founded' | 'country' | 'homepage' | 'identifiers' | 'roles' | 'facts', ReactNode>
>) => {
  const language = useLanguage();
  const texts = useTexts();
  const enumLabel = useEnumLabel();
  const valueOf = useValue();
  return (side) => {
    const facts = (
      <>
        {formatCount(language, side.facts?.totalCount ?? 0)}
        <Lines lines={(side.facts?.nodes ?? []).map((fact) => texts.labelled(fact.property.label, valueOf(fact)))} />
      </>
    );
    const none = {
      names: null,
      kind: null,
      founded: null,
      country: null,
      homepage: null,
      identifiers: null,
      roles: null,
    };
    if (side.__typename === 'Organisation') {
      const { names, kind, founded, country, homepage, identifiers } = side;
      return {
        ...none,
        names: <Lines lines={names.map(({ value, kind: ofName }) => `${value} (${enumLabel('NameKind', ofName)})`)} />,
        kind: enumLabel('OrganisationKind', kind),
        founded: founded && formatFuzzyDate(language, texts, founded),
        country: country && new Intl.DisplayNames(language, { type: 'region' }).of(country),
        homepage: homepage && <a href={homepage}>{new URL(homepage).hostname}</a>,
        identifiers: identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(', '),
        facts,
      };
    }
    if (side.__typename !== 'Person') return { ...none, facts };
    const roles = side.affiliations.map(({ role, organisation }) => (
      <>
        {role}, <SubjectLink subject={organisation} />
      </>
    ));
    return { ...none, roles: <Lines lines={roles} />, facts };
  };
};
