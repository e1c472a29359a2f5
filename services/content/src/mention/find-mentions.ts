import { badUserInput, type FoldedText, foldWithOffsets } from '@wizness/kernel';
import { codePointOffsets, utf16Indexes } from '../rich-text/text-position';
import { parseLinks } from '../rich-text/wizness-markup';
import { findName, type Span } from './name-pattern';
import type { NewMention } from './new-mention';

/** An entity whose names are looked for in a text. */
export interface Nameable {
  readonly id: string;
  readonly names: readonly string[];
  /** Names that count only after a full name, such as a person's first name. */
  readonly shortNames?: readonly string[];
}

/** A mention that no name finds: the given occurrence of these exact words in the text, from 1. */
export interface ExplicitMention {
  readonly id: string;
  readonly surface: string;
  readonly occurrence: number;
}

interface Candidate extends Span {
  readonly id: string;
  readonly by: 'NAME' | 'SHORT_NAME' | 'EXPLICIT';
}

const ADDRESS = /\b(?:https?:\/\/|mailto:|www\.)[^\s|{}<>()"«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const LINK_END = '}}';
// After a short name: "Claire Dupont" is another person than the Claire who was named before.
const NAME_CONTINUES = /^[^\S\n]+\p{Lu}/u;

const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

const length = ({ start, end }: Span): number => end - start;

/** Addresses in the text, those of links included. */
const addressesIn = (source: string): Span[] => {
  const indexAt = utf16Indexes(source);
  const ofLinks = parseLinks(source).links.map((link) => {
    const end = indexAt(link.end) - LINK_END.length;
    return { start: end - link.rawUrl.length, end };
  });
  const bare = [...source.matchAll(ADDRESS)].map(({ index, 0: url }) => ({ start: index, end: index + url.length }));
  return [...ofLinks, ...bare];
};

const locateExplicit = (source: string, { id, surface, occurrence }: ExplicitMention): Candidate => {
  let start = -1;
  for (let count = 0; count < occurrence; count += 1) {
    start = surface === '' ? -1 : source.indexOf(surface, start < 0 ? 0 : start + surface.length);
    if (start < 0) {
      throw badUserInput(
        `The body does not contain "${surface}" ${occurrence} times: give the exact words and the number of the occurrence.`,
      );
    }
  }
  return { id, start, end: start + surface.length, by: 'EXPLICIT' };
};

/** Adds the candidates that overlap none before them: longer ones first, then explicit ones, then in text order. */
const accept = (candidates: readonly Candidate[], accepted: readonly Candidate[]): Candidate[] => {
  const all = [...accepted];
  const sorted = candidates.toSorted(
    (one, other) =>
      length(other) - length(one) ||
      Number(other.by === 'EXPLICIT') - Number(one.by === 'EXPLICIT') ||
      one.start - other.start,
  );
  for (const candidate of sorted) {
    if (!all.some((other) => overlap(candidate, other))) all.push(candidate);
  }
  return all;
};

const findShortNames = (
  source: string,
  folded: FoldedText,
  nameables: readonly Nameable[],
  accepted: readonly Candidate[],
): Candidate[] => {
  const found = nameables.flatMap(({ id, shortNames = [] }) => {
    const named = accepted.filter((mention) => mention.id === id && mention.by === 'NAME').map(({ end }) => end);
    if (named.length === 0) return [];
    return shortNames
      .flatMap((name) => findName(source, folded, name))
      .filter(({ start, end }) => start >= Math.min(...named) && !NAME_CONTINUES.test(source.slice(end)))
      .map((span): Candidate => ({ ...span, id, by: 'SHORT_NAME' }));
  });
  // A short name of two entities is ambiguous.
  return found.filter((one) => !found.some((other) => other.id !== one.id && overlap(one, other)));
};

/**
 * Finds the mentions in the source of a body: explicit ones, names, and short names after a full name. Of two entities
 * with the same name, the first in the list is used. Addresses are skipped. The result is in text order without overlaps.
 * Throws BAD_USER_INPUT for an explicit mention whose words are not in the body.
 */
export const findMentions = (
  source: string,
  nameables: readonly Nameable[],
  explicit: readonly ExplicitMention[] = [],
): NewMention[] => {
  const addresses = addressesIn(source);
  const folded = foldWithOffsets(source);
  const byName = nameables
    .flatMap(({ id, names }) =>
      names.flatMap((name) => findName(source, folded, name).map((span): Candidate => ({ ...span, id, by: 'NAME' }))),
    )
    .filter((span) => !addresses.some((address) => overlap(span, address)));
  const named = accept([...byName, ...explicit.map((mention) => locateExplicit(source, mention))], []);
  const shortNames = findShortNames(source, folded, nameables, named).filter(
    (span) => !addresses.some((address) => overlap(span, address)),
  );
  const offsetAt = codePointOffsets(source);
  return accept(shortNames, named)
    .toSorted((one, other) => one.start - other.start)
    .map(({ id, start, end }) => ({
      targetId: id,
      surface: source.slice(start, end),
      start: offsetAt(start),
      end: offsetAt(end),
    }));
};
