import type { ImportedClaims, ImportedMatch } from '@wizness/partnerships';
import type { ImportReport } from './import-page';

type SeriesMatch = ImportReport['series'] extends ReadonlyMap<string, infer Match> ? Match : never;

/** Rules by which a person should check that two names mean one thing. */
const TO_CHECK: Readonly<Partial<Record<ImportedMatch['rule'], string>>> = {
  FOLDED_NAME: 'its name is equal except for spelling',
  SHORT_NAME: 'only a short name or an alias is equal',
};

/** Asks to check that the entry `given` is `existing`; empty if the rule leaves no doubt. */
const joinedLines = (given: string, existing: string, rule: ImportedMatch['rule']): string[] => {
  const reason = TO_CHECK[rule];
  return reason === undefined ? [] : [`took ${given} for ${existing}: ${reason}. Check it, or set "distinctFrom"`];
};

const REASONS: Readonly<Record<ImportedMatch['homonyms'][number]['reasons'][number]['code'], string>> = {
  SAME_NAME: 'same name',
  SIMILAR_NAME: 'similar name',
  SHARED_PERSON: 'shared person',
  SHARED_LINK: 'shared relation',
  SHARED_HOMEPAGE: 'same website',
  SAME_SHORT_NAME: 'same short name',
  OTHER_IDENTIFIER: 'other identifier',
  OTHER_NAME: 'other official name',
  OTHER_COUNTRY: 'other country',
  OTHER_ORGANISATION: 'other organisations',
  OTHER_PARENT: 'other parent',
  OTHER_PARTNERSHIP: 'other partnership',
};

/** What a reviewer should check about the identity of a subject; empty if there is nothing. */
const identityLines = ({ key, id, name, rule, homonyms }: ImportedMatch): string[] => {
  const apart = homonyms
    .filter(({ isDecided }) => !isDecided)
    .map((homonym) => {
      const reasons = homonym.reasons.map(({ code, words }) => REASONS[code] + (words === null ? '' : ` "${words}"`));
      return `kept ${key} "${name}" apart from ${homonym.id}: ${reasons.join(', ')}. Check it, or set "sameAs" or "distinctFrom"`;
    });
  return [...joinedLines(`${key} "${name}"`, id, rule), ...apart];
};

const keptLine = (field: string, owner: string, kept: string, given: string): string =>
  `kept ${field} of ${owner} as ${JSON.stringify(kept)}; the claims say ${JSON.stringify(given)}`;

const claimsLines = ({ counts, subjects, differences, matches, retracted }: ImportedClaims): string[] => {
  const outcomes = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome.toLowerCase()}`);
  return [
    `${Object.keys(subjects).length} subjects; facts: ${outcomes.join(', ')}`,
    ...differences.map(({ key, field, kept, given }) => keptLine(field, key, kept, given)),
    ...matches.flatMap(identityLines),
    ...retracted.map((claim) => `retracted ${claim}: the claims no longer state it`),
  ];
};

/** What a reviewer should check about the identity of a series of events; empty if there is nothing. */
const seriesLines = ([key, { series, rule, homonymIds }]: [string, SeriesMatch]): string[] => [
  ...joinedLines(`series ${key}`, `"${series.name}" (${series.id})`, rule),
  ...homonymIds.map(
    (id) => `kept series ${key} apart from ${id}: same name. Check it, or set "sameAs" or "distinctFrom"`,
  ),
];

/** The result of an import for a reviewer, as lines of text. */
export const reportText = (report: ImportReport): string => {
  const { title, post, mentionCount, series, topicDifferences, claims, warnings } = report;
  const { slug, revision } = post.post;
  const details = [
    `post ${slug}: ${post.outcome.toLowerCase()}, revision ${revision}, ${mentionCount} mentions`,
    ...(claims ? claimsLines(claims) : []),
    ...topicDifferences.map((each) => keptLine(each.field, `topic ${each.slug}`, each.kept, each.given)),
    ...[...series].flatMap(seriesLines),
    ...warnings.map(({ message }) => `warning: ${message}`),
  ];
  return [title, ...details.map((line) => `  ${line}`)].join('\n');
};
