import { FuzzyDate } from '@wizness/kernel';
import { checkClaim } from '../../fact/record/new-fact';
import { OrderedItemKind } from '../../programme/programme.enums';
import type { FactProperty } from '../../property/property.entity';
import { CitationReader, type Spans } from './citation-locator';
import { Refusals } from '../file/claims-error';
import type { ClaimedOrganisation, ClaimedProgramme, ClaimsFile } from '../file/claims-file';
import { FactReader } from './fact-reader';
import { checkKeys, inOrder } from '../file/check-keys';
import type { ReadCitation, ReadFact } from './parsed-fact';
import { ValueReader } from './value-reader';

export interface ReadName {
  readonly since: FuzzyDate | null;
  readonly until: FuzzyDate | null;
  /** Null where the file does not say which words give the name. */
  readonly citation: ReadCitation | null;
}

/** A claims file whose every quote was found and whose every value was read. */
export interface ReadClaims {
  /** Each after the one it is part of. */
  readonly organisations: readonly (ClaimedOrganisation & { readonly readNames: readonly ReadName[] })[];
  readonly programmes: readonly ClaimedProgramme[];
  /** Each after those it is derived from. */
  readonly facts: readonly ReadFact[];
  readonly publishedByKey: ReadonlyMap<string, FuzzyDate | null>;
  readonly published: FuzzyDate | null;
}

export interface ClaimsToRead {
  readonly file: ClaimsFile;
  readonly text: string;
  readonly lang: string;
  readonly spans: Spans;
  readonly properties: ReadonlyMap<string, FactProperty>;
  /** Refusals of other parts of the same file, which are reported together with those found here. */
  readonly refusals?: Refusals;
}

const parentOf = ({ parent }: { readonly parent?: string | null }): string[] => (parent ? [parent] : []);

/** Reads a whole claims file against its document. Throws ClaimsError that lists everything the author has to mend. */
export const readClaims = ({
  file,
  text,
  lang,
  spans,
  properties,
  refusals = new Refusals(),
}: ClaimsToRead): ReadClaims => {
  const places = new CitationReader(text, spans, file);
  const reader = new FactReader(places, new ValueReader(places, lang), lang, properties);
  const dateOf = (owner: string, edtf: string | null | undefined): FuzzyDate | null =>
    edtf == null ? null : (refusals.attempt(owner, () => FuzzyDate.fromEdtf(edtf)) ?? null);

  const facts: ReadFact[] = [];
  const state = (owner: string, read: () => ReadFact): void => {
    const fact = refusals.attempt(owner, read);
    if (!fact) return;
    facts.push(fact);
    checkClaim(fact, (reason) => refusals.add(owner, `${reason}.`));
  };
  for (const { key, affiliations } of file.people ?? []) {
    for (const each of affiliations) {
      state(`${key} (${each.role}, ${each.organisation})`, () => reader.affiliation(key, each));
    }
  }
  for (const { key, participations } of [...(file.partnerships ?? []), ...(file.programmes ?? [])]) {
    for (const each of participations) {
      state(`${key} (${each.role}, ${each.organisation})`, () => reader.participation(key, each));
    }
  }
  for (const { key, axes, criteria } of file.programmes ?? []) {
    for (const each of axes) {
      state(each.key ?? `${key} (axis ${each.position})`, () => reader.item(key, OrderedItemKind.AXIS, each));
    }
    for (const each of criteria) {
      state(each.key ?? `${key} (criterion ${each.position})`, () => reader.item(key, OrderedItemKind.CRITERION, each));
    }
  }
  for (const claim of file.claims) state(claim.key, () => reader.claim(claim));

  // Where a document introduces something is evidence that must be there, though no fact is made of it.
  for (const { key, ...place } of [...(file.partnerships ?? []), ...(file.programmes ?? [])]) {
    const { quote } = place;
    if (quote !== undefined) refusals.attempt(key, () => places.read({ ...place, quote }));
  }
  const organisations = (file.organisations ?? []).map((organisation) => ({
    ...organisation,
    readNames: organisation.names.map(({ since, until, quote, ...name }): ReadName => {
      const owner = `${organisation.key} (name "${name.value}")`;
      const citation = quote === undefined ? null : refusals.attempt(owner, () => places.read({ ...name, quote }));
      return { since: dateOf(owner, since), until: dateOf(owner, until), citation: citation ?? null };
    }),
  }));
  const publishedByKey = new Map((file.sources ?? []).map(({ key, published }) => [key, dateOf(key, published)]));
  const published = dateOf('document', file.document.source.published);
  checkKeys(file, facts, refusals);
  const read: ReadClaims = {
    organisations: inOrder(organisations, ({ key }) => key, parentOf, refusals),
    programmes: inOrder(file.programmes ?? [], ({ key }) => key, parentOf, refusals),
    facts: inOrder(
      facts,
      ({ claim }) => claim,
      ({ derivedFromClaims = [] }) => derivedFromClaims,
      refusals,
    ),
    publishedByKey,
    published,
  };
  refusals.throwIfAny();
  return read;
};
