import { FuzzyDate } from '@wizness/kernel';
import { checkClaim } from '../../fact/record/new-fact';
import { OrderedItemKind } from '../../programme/programme.enums';
import type { FactProperty } from '../../property/property.entity';
import { endsBeforeItBegins, invertedPeriod } from '../../subject/period';
import { checkKeys } from '../file/check-keys';
import { type ClaimProblem, ClaimProblems } from '../file/claims-error';
import type { ClaimsFile } from '../file/claims-file.schema';
import type { ClaimedOrganisation, ClaimedPartnership, ClaimedPerson, ClaimedProgramme } from '../file/subject.schema';
import { inDependencyOrder } from '../file/dependency-order';
import { CitationLocator, type Spans } from './citation-locator';
import { FactReader } from './fact-reader';
import type { LocatedCitation, ParsedFact } from './parsed-fact';
import { ValueReader } from './value-reader';

interface ParsedName {
  readonly since: FuzzyDate | null;
  readonly until: FuzzyDate | null;
  /** Null if the file does not quote the words that give the name. */
  readonly citation: LocatedCitation | null;
}

/** A claims file with all quotes located and all values parsed. */
export interface ParsedClaims {
  /** Each after its parent. `parsedNames` has one item per name, in the same order. */
  readonly organisations: readonly (ClaimedOrganisation & { readonly parsedNames: readonly ParsedName[] })[];
  /** Each after the one that it is the same as. */
  readonly people: readonly ClaimedPerson[];
  /** Each after the one that it is the same as. */
  readonly partnerships: readonly ClaimedPartnership[];
  /** Each after its parent. */
  readonly programmes: readonly ClaimedProgramme[];
  /** Each after the facts it is derived from. */
  readonly facts: readonly ParsedFact[];
  /** Publication dates by key of the publication. */
  readonly publishedByKey: ReadonlyMap<string, FuzzyDate | null>;
  /** The statements that are left out. */
  readonly refused: readonly ClaimProblem[];
  /** Publication date of the document. */
  readonly published: FuzzyDate | null;
}

interface ClaimsToRead {
  readonly file: ClaimsFile;
  readonly text: string;
  readonly lang: string;
  readonly spans: Spans;
  /** By key. */
  readonly properties: ReadonlyMap<string, FactProperty>;
  /** Problems already found in other parts of the file. They are reported together with those found here. */
  readonly problems?: ClaimProblems;
  /** Whether one refused statement refuses the file. */
  readonly strict?: boolean;
}

/** Keys of the entries that must be written before this one. */
const writtenBefore = ({
  parent,
  sameAs,
}: {
  readonly parent?: string | null;
  readonly sameAs?: string | null;
}): string[] => [parent, sameAs].filter((key): key is string => key != null);

/** Makes a fact of every statement of the file. Refuses each statement that cannot become one. */
const readFacts = (file: ClaimsFile, reader: FactReader, problems: ClaimProblems): ParsedFact[] => {
  const facts: ParsedFact[] = [];
  const add = (owner: string, read: () => ParsedFact): void => {
    const fact = problems.attempt(owner, read);
    if (!fact) return;
    const before = problems.refused.length;
    checkClaim(fact, (reason) => problems.refuse(owner, `${reason}.`));
    if (problems.refused.length === before) facts.push(fact);
  };
  for (const { key, affiliations } of file.people ?? []) {
    for (const each of affiliations) {
      add(`${key} (${each.role}, ${each.organisation})`, () => reader.affiliation(key, each));
    }
  }
  for (const { key, participations } of [...(file.partnerships ?? []), ...(file.programmes ?? [])]) {
    for (const each of participations) {
      add(`${key} (${each.role}, ${each.organisation})`, () => reader.participation(key, each));
    }
  }
  for (const { key, axes, criteria } of file.programmes ?? []) {
    for (const each of axes) {
      add(each.key ?? `${key} (axis ${each.position})`, () => reader.item(key, OrderedItemKind.AXIS, each));
    }
    for (const each of criteria) {
      add(each.key ?? `${key} (criterion ${each.position})`, () => reader.item(key, OrderedItemKind.CRITERION, each));
    }
  }
  for (const claim of file.claims) add(claim.key, () => reader.claim(claim));
  return facts;
};

/**
 * Reads a claims file against its document. Statements with a problem are left out, and listed in `refused`. Throws ClaimsError
 * with everything that the author must correct if the file itself has a problem or, if `strict`, a statement has one.
 */
export const readClaims = ({
  file,
  text,
  lang,
  spans,
  properties,
  problems = new ClaimProblems(),
  strict = false,
}: ClaimsToRead): ParsedClaims => {
  const citations = new CitationLocator(text, lang, spans, file);
  const dateOf = (owner: string, edtf: string | null | undefined): FuzzyDate | null =>
    edtf == null ? null : (problems.attempt(owner, () => FuzzyDate.fromEdtf(edtf)) ?? null);

  const published = dateOf('document', file.document.source.published);
  const reader = new FactReader(citations, new ValueReader(citations, published), properties);
  const statements = readFacts(file, reader, problems);
  // The quote that introduces a partnership or programme must exist, although no fact is made of it.
  for (const { key, ...citation } of [...(file.partnerships ?? []), ...(file.programmes ?? [])]) {
    const { quote } = citation;
    if (quote !== undefined) problems.attempt(key, () => citations.locate({ ...citation, quote }));
  }
  const organisations = (file.organisations ?? []).map((organisation) => ({
    ...organisation,
    parsedNames: organisation.names.map(({ since, until, quote, ...name }): ParsedName => {
      const owner = `${organisation.key} (name "${name.value}")`;
      const citation = quote === undefined ? null : problems.attempt(owner, () => citations.locate({ ...name, quote }));
      const period = { since: dateOf(owner, since), until: dateOf(owner, until) };
      if (endsBeforeItBegins(period)) problems.add(owner, `${invertedPeriod(period)}.`);
      return { ...period, citation: citation ?? null };
    }),
  }));
  const publishedByKey = new Map(
    (file.sources ?? []).map((source) => [source.key, dateOf(source.key, source.published)]),
  );
  const facts = checkKeys(file, statements, problems);
  const parsed: ParsedClaims = {
    organisations: inDependencyOrder(organisations, ({ key }) => key, writtenBefore, problems),
    people: inDependencyOrder(file.people ?? [], ({ key }) => key, writtenBefore, problems),
    partnerships: inDependencyOrder(file.partnerships ?? [], ({ key }) => key, writtenBefore, problems),
    programmes: inDependencyOrder(file.programmes ?? [], ({ key }) => key, writtenBefore, problems),
    facts: inDependencyOrder(
      facts,
      ({ claim }) => claim,
      ({ derivedFromClaims = [] }) => derivedFromClaims,
      problems,
    ),
    publishedByKey,
    published,
    refused: problems.refused,
  };
  problems.throwIfAny({ strict });
  return parsed;
};
