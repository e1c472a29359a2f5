import { GraphQLError } from 'graphql';
import { failuresOnHardTexts } from '../../test/support/hard-texts';
import { lineProblem, normaliseLine, paragraphsProblem } from './display-text';
import { foldText } from './folded-text';
import { FuzzyDate, InvalidEdtf } from './fuzzy-date';
import { nearestTexts } from './nearest-texts';
import { normaliseText } from './normalise-text';
import { CursorScalar, DateTimeScalar, DecimalScalar, LanguageTagScalar, LocalDateScalar, UrlScalar } from './scalars';
import { toStorableText, unstorablePart } from './storable-text';
import { isWholeWords } from './word-boundary';

const isExpected = (error: unknown): boolean => error instanceof GraphQLError || error instanceof InvalidEdtf;

describe('A text of 100,000 characters that is hard to read', () => {
  test.each<readonly [string, (text: string) => unknown]>([
    ['a folded text', foldText],
    ['a normalised text', (text) => normaliseText(text, 'NFKC')],
    ['a line', (text) => normaliseLine(text, 100_000)],
    ['a name', (text) => lineProblem(text, 100_000)],
    ['a biography', (text) => paragraphsProblem(text, 100_000)],
    ['a storable text', (text) => [unstorablePart(text), toStorableText(text)]],
    ['words in it', (text) => isWholeWords(text, 50_000, 50_005)],
    ['a date', (text) => FuzzyDate.fromEdtf(text, null)],
    ['a misspelt code', (text) => nearestTexts(text, ['EMPLOYEES', 'GARAGES'])],
    ['a Cursor', (text) => CursorScalar.parseValue(text)],
    ['a DateTime', (text) => DateTimeScalar.parseValue(text)],
    ['a Date', (text) => LocalDateScalar.parseValue(text)],
    ['a Decimal', (text) => DecimalScalar.parseValue(text)],
    ['a LanguageTag', (text) => LanguageTagScalar.parseValue(text)],
    ['a URL', (text) => UrlScalar.parseValue(text)],
  ])('is read in linear time as %s', (_, read) => expect(failuresOnHardTexts(read, isExpected)).toEqual([]));
});
