import { badUserInput } from '@wizness/kernel';
import { codePointOffsets, utf16Indexes } from '../rich-text/text-position';
import { parseLinks } from '../rich-text/wizness-markup';
import { type Place, placesOfName } from './name-pattern';
import type { NewMention } from './new-mention';

/** Something that a text may name. */
export interface Nameable {
  readonly id: string;
  readonly names: readonly string[];
  /** What a text may call it once it has named it in full: the first name of a person. */
  readonly shortNames?: readonly string[];
}

/** A mention that no name finds: the `occurrence`-th place, from 1, where the text has exactly these words. */
export interface ExplicitMention {
  readonly id: string;
  readonly surface: string;
  readonly occurrence: number;
}

interface Found extends Place {
  readonly id: string;
  readonly by: 'NAME' | 'SHORT_NAME' | 'HAND';
}

const ADDRESS = /\b(?:https?:\/\/|mailto:|www\.)[^\s|{}<>()"«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const LINK_END = '}}';
// "Claire Dupont" is somebody else than the Claire who was named before.
const GOES_ON_AS_A_NAME = /^[^\S\n]+\p{Lu}/u;

const overlap = (one: Place, other: Place): boolean => one.start < other.end && other.start < one.end;

const length = ({ start, end }: Place): number => end - start;

/** Where addresses stand, those of links too. */
const addressesIn = (source: string): Place[] => {
  const indexAt = utf16Indexes(source);
  const ofLinks = parseLinks(source).links.map((link) => {
    const end = indexAt(link.end) - LINK_END.length;
    return { start: end - link.rawUrl.length, end };
  });
  const bare = [...source.matchAll(ADDRESS)].map(({ index, 0: url }) => ({ start: index, end: index + url.length }));
  return [...ofLinks, ...bare];
};

const placeByHand = (source: string, { id, surface, occurrence }: ExplicitMention): Found => {
  let start = -1;
  for (let count = 0; count < occurrence; count += 1) {
    start = surface === '' ? -1 : source.indexOf(surface, start < 0 ? 0 : start + surface.length);
    if (start < 0) {
      throw badUserInput(
        `The body does not have "${surface}" ${occurrence} times: give the words as they stand there, and which occurrence is meant.`,
      );
    }
  }
  return { id, start, end: start + surface.length, by: 'HAND' };
};

/** The longest first; of one length what a person says before what a rule finds, then as the text goes on. */
const accept = (candidates: readonly Found[], accepted: readonly Found[]): Found[] => {
  const all = [...accepted];
  const sorted = candidates.toSorted(
    (one, other) =>
      length(other) - length(one) || Number(other.by === 'HAND') - Number(one.by === 'HAND') || one.start - other.start,
  );
  for (const candidate of sorted) {
    if (!all.some((other) => overlap(candidate, other))) all.push(candidate);
  }
  return all;
};

const findShortNames = (source: string, nameables: readonly Nameable[], accepted: readonly Found[]): Found[] => {
  const found = nameables.flatMap(({ id, shortNames = [] }) => {
    const named = accepted.filter((mention) => mention.id === id && mention.by === 'NAME').map(({ end }) => end);
    if (named.length === 0) return [];
    return shortNames
      .flatMap((name) => placesOfName(source, name))
      .filter(({ start, end }) => start >= Math.min(...named) && !GOES_ON_AS_A_NAME.test(source.slice(end)))
      .map((place): Found => ({ ...place, id, by: 'SHORT_NAME' }));
  });
  // Whom of two a first name means, a reader may know; we do not.
  return found.filter((one) => !found.some((other) => other.id !== one.id && overlap(one, other)));
};

/**
 * The mentions in the source of a body, in its order, none of which overlap: by name (where two share a name, the one
 * listed first), by short name after the full one, and those given by hand; in addresses none. Throws BAD_USER_INPUT for
 * a mention by hand whose words are not there.
 */
export const findMentions = (
  source: string,
  nameables: readonly Nameable[],
  byHand: readonly ExplicitMention[] = [],
): NewMention[] => {
  const addresses = addressesIn(source);
  const byName = nameables
    .flatMap(({ id, names }) =>
      names.flatMap((name) => placesOfName(source, name).map((place): Found => ({ ...place, id, by: 'NAME' }))),
    )
    .filter((place) => !addresses.some((address) => overlap(place, address)));
  const named = accept([...byName, ...byHand.map((mention) => placeByHand(source, mention))], []);
  const shortNames = findShortNames(source, nameables, named).filter(
    (place) => !addresses.some((address) => overlap(place, address)),
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
