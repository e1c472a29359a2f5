import { badUserInput, type FoldedText, foldWithOffsets } from '@wizness/kernel';
import { codePointOffsets, utf16Indexes } from '../rich-text/text-position';
import { parseLinks } from '../rich-text/wizness-markup';
import { findName, type Span } from './name-pattern';
import type { NewMention } from './new-mention';
import { ofOneOwner, TakenCharacters } from './taken-characters';

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

const ADDRESS = /\b(?:https?:\/\/|mailto:|www\.)[^\s|{}<>()"«»]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const LINK_END = '}}';
// After a short name: "Claire Dupont" is another person than the Claire who was named before.
const NAME_CONTINUES = /^[^\S\n]+\p{Lu}/u;
/** Characters after a short name that are read: the spaces, and the first letter of the next word. */
const WINDOW = 20;

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

/** UTF-16 indices of the occurrences of `surface`, without overlaps. */
const occurrencesIn = (source: string, surface: string): number[] => {
  const indices: number[] = [];
  if (surface === '') return indices;
  for (let at = source.indexOf(surface); at >= 0; at = source.indexOf(surface, at + surface.length)) indices.push(at);
  return indices;
};

const locateExplicit = (source: string, explicit: readonly ExplicitMention[]): Candidate[] => {
  const occurrences = new Map<string, readonly number[]>();
  return explicit.map(({ id, surface, occurrence }) => {
    const indices = occurrences.get(surface) ?? occurrencesIn(source, surface);
    occurrences.set(surface, indices);
    const start = indices[occurrence - 1];
    if (start !== undefined) return { id, start, end: start + surface.length, by: 'EXPLICIT' };
    throw badUserInput(
      `The body does not contain "${surface}" ${occurrence} times: give the exact words and the number of the occurrence.`,
    );
  });
};

/** In the order in which they are accepted: longer ones first, then explicit ones, then in text order. */
const inOrder = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.toSorted(
    (one, other) =>
      length(other) - length(one) ||
      Number(other.by === 'EXPLICIT') - Number(one.by === 'EXPLICIT') ||
      one.start - other.start,
  );

/** The end of the first accepted full name of each entity. */
const firstNames = (accepted: readonly Candidate[]): ReadonlyMap<string, number> => {
  const ends = new Map<string, number>();
  for (const { id, end, by } of accepted) if (by === 'NAME') ends.set(id, Math.min(end, ends.get(id) ?? end));
  return ends;
};

const findShortNames = (
  source: string,
  folded: FoldedText,
  nameables: readonly Nameable[],
  accepted: readonly Candidate[],
): Candidate[] => {
  const named = firstNames(accepted);
  const found = nameables.flatMap(({ id, shortNames = [] }) => {
    const from = named.get(id);
    if (from === undefined) return [];
    return shortNames
      .flatMap((name) => findName(source, folded, name))
      .filter(({ start, end }) => start >= from && !NAME_CONTINUES.test(source.slice(end, end + WINDOW)))
      .map((span): Candidate => ({ ...span, id, by: 'SHORT_NAME' }));
  });
  // A short name of two entities is ambiguous.
  return ofOneOwner(source.length, found);
};

/**
 * Finds the mentions in the source of a body: explicit ones, names, and short names after a full name. Of two entities
 * with the same name, the first in the list is used. Addresses are skipped. The result is in text order without overlaps.
 * Takes time in proportion to the length of the source and the number of names. Throws BAD_USER_INPUT for an explicit
 * mention whose words are not in the body.
 */
export const findMentions = (
  source: string,
  nameables: readonly Nameable[],
  explicit: readonly ExplicitMention[] = [],
): NewMention[] => {
  const folded = foldWithOffsets(source);
  const addresses = new TakenCharacters(source.length, addressesIn(source));
  const byName = nameables
    .flatMap(({ id, names }) =>
      names.flatMap((name) => findName(source, folded, name).map((span): Candidate => ({ ...span, id, by: 'NAME' }))),
    )
    .filter((span) => addresses.isFree(span));
  const taken = new TakenCharacters(source.length);
  const named = taken.takeEach(inOrder([...byName, ...locateExplicit(source, explicit)]));
  const shortNames = findShortNames(source, folded, nameables, named).filter((span) => addresses.isFree(span));
  const offsetAt = codePointOffsets(source);
  return [...named, ...taken.takeEach(inOrder(shortNames))]
    .toSorted((one, other) => one.start - other.start)
    .map(({ id, start, end }) => ({
      targetId: id,
      surface: source.slice(start, end),
      start: offsetAt(start),
      end: offsetAt(end),
    }));
};
