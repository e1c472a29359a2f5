import { failuresOnHardTexts } from '@wizness/kernel/testing';
import { GraphQLError } from 'graphql';
import { normaliseIdentifier } from '../src/organisation/identifier/normalise-identifier';
import { nameKey } from '../src/organisation/name-key';
import { parseDatePhrase } from '../src/parsing/dates/date-phrase';
import { parseQuantity } from '../src/parsing/numbers/quantity';
import { findLongerPhrases } from '../src/parsing/numbers/quantity-in-context';
import { QuotedText, QuoteNotLocated } from '../src/parsing/quotes/locate-quote';

const isExpected = (error: unknown): boolean => error instanceof GraphQLError || error instanceof QuoteNotLocated;

describe('A text of 100,000 characters that is hard to read', () => {
  test.each<readonly [string, (text: string) => unknown]>([
    ['the name of an organisation', nameKey],
    ['an identifier', (text) => normaliseIdentifier({ scheme: text, value: text })],
    ['a date', (text) => parseDatePhrase(text, 'fr')],
    ['a quantity', (text) => parseQuantity(text, 'fr')],
    ['the words around a number', (text) => findLongerPhrases(text, 50_000, 50_004, 'fr')],
    ['a text that a fact quotes', (text) => new QuotedText(text).locate('Renault')],
    ['a quote', (text) => new QuotedText('Renault et Voiture&Co').locate(text)],
  ])('is read in linear time as %s', (_, read) => expect(failuresOnHardTexts(read, isExpected)).toEqual([]));
});
