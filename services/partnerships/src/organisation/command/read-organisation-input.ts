import { UserErrorCode } from '@wizness/kernel';
import type { FactInputReader } from '../../fact/command/read-fact-input';
import type { NewCitation } from '../../source/citation.store';
import { normaliseIdentifiers } from '../identifier/normalise-identifier';
import type { NewIdentifier, NewName } from '../new-organisation';
import type { IdentifierInput, OrganisationNameInput } from './organisation-input.types';

const { INVALID, TOO_LONG } = UserErrorCode;
const [MOST_NAMES, MOST_IDENTIFIERS] = [50, 20];

/** A name with where it is stated. */
export interface CitedName extends NewName {
  readonly citations: readonly NewCitation[];
}

/** The names of an input, in the field `field`. What is wrong with them goes to `reader`. */
export const readNames = async (
  reader: FactInputReader,
  given: readonly OrganisationNameInput[],
  field: string,
): Promise<CitedName[]> => {
  if (given.length > MOST_NAMES) reader.refuse(TOO_LONG, 'Give at most 50 names.', [field]);
  const names: CitedName[] = [];
  for (const [index, name] of given.slice(0, MOST_NAMES).entries()) {
    const at = [field, String(index)] as const;
    const value = reader.line(name.value, ...at, 'value');
    const since = reader.date(name.sinceEdtf, ...at, 'sinceEdtf') ?? null;
    const until = reader.date(name.untilEdtf, ...at, 'untilEdtf') ?? null;
    reader.period({ since, until }, ...at, 'untilEdtf');
    if (value !== '' && names.some((each) => each.value === value)) {
      reader.refuse(INVALID, 'Give each name once.', [...at, 'value']);
    }
    const citations = await reader.citations(name.citations, ...at);
    names.push({ value, kind: name.kind, lang: name.lang ?? null, since, until, citations });
  }
  return names;
};

/** The numbers of an input, normalised, with those that they contain. What is wrong with them goes to `reader`. */
export const readIdentifiers = (reader: FactInputReader, given: readonly IdentifierInput[]): NewIdentifier[] => {
  if (given.length > MOST_IDENTIFIERS) reader.refuse(TOO_LONG, 'Give at most 20 identifiers.', ['identifiers']);
  return given.slice(0, MOST_IDENTIFIERS).flatMap((identifier, index) => {
    try {
      return normaliseIdentifiers([{ scheme: identifier.scheme.slice(0, 100), value: identifier.value.slice(0, 100) }]);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      reader.refuse(INVALID, error.message, ['identifiers', String(index), 'value']);
      return [];
    }
  });
};
