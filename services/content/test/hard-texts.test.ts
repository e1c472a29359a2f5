import { TextFormat } from '@wizness/content';
import { slugOf } from '@wizness/kernel';
import { failuresOnHardTexts } from '@wizness/kernel/testing';
import { GraphQLError } from 'graphql';
import { declaredCount } from '../src/import/declared-count';
import { PageError } from '../src/import/page-error';
import { readWiznessPage } from '../src/import/wizness-page';
import { findMentions, type Nameable } from '../src/mention/find-mentions';
import { TakenCharacters, ofOneOwner } from '../src/mention/taken-characters';
import { checkBody } from '../src/post/check-text';
import { readLinkTarget } from '../src/rich-text/link-target';
import { renderRichText } from '../src/rich-text/rich-text';
import { searchQuery, searchWords } from '../src/search/post-search';
import { foldForSearch } from '../src/rich-text/search-text';

const isExpected = (error: unknown): boolean => error instanceof GraphQLError || error instanceof PageError;

const NAMEABLES: readonly Nameable[] = [
  { id: 'one', names: ['Renault', 'A & B', '& Co'], shortNames: ['Claire', 'et'] },
  { id: 'two', names: ['Renault', 'Claire Martin'], shortNames: ['et'] },
];

describe('A text of 100,000 characters that is hard to read', () => {
  test.each<readonly [string, (text: string) => unknown]>([
    ['Markdown', (text) => renderRichText(text, 'MARKDOWN')],
    ['Wizness markup', (text) => renderRichText(text, 'WIZNESS_LNK')],
    ['plain text', (text) => renderRichText(text, 'PLAIN')],
    ['a saved page', (text) => readWiznessPage(Buffer.from(`A title\n\n${text}`))],
    ['the introduction of a list', declaredCount],
    ['a body with mentions', (text) => findMentions(text, NAMEABLES)],
    ['a title that becomes a slug', slugOf],
    ['an address', readLinkTarget],
    ['a text that a member writes', (text) => checkBody(text, TextFormat.MARKDOWN, ['body'], 100_000)],
    ['an indexed text', foldForSearch],
    ['a search', (text) => searchQuery(searchWords(text))],
  ])('is read in linear time as %s', (_, read) => expect(failuresOnHardTexts(read, isExpected)).toEqual([]));
});

/** A span that counts how often its positions are read. */
const counted = (id: string, start: number, end: number) => ({
  id,
  get start() {
    reads += 1;
    return start;
  },
  get end() {
    reads += 1;
    return end;
  },
});
let reads = 0;

test('Overlaps of mentions are found without comparing each mention with all others', () => {
  const length = 100_000;
  const spans = Array.from({ length }, (_, at) => counted(`${at % 2}`, at, Math.min(at + 2, length)));
  reads = 0;
  expect(new TakenCharacters(length).takeEach(spans)).toHaveLength(length / 2);
  expect(ofOneOwner(length, spans)).toEqual([]);
  expect(reads).toBeLessThan(20 * length);
});

test('A text with 50,000 mentions has all of them, in order', () => {
  const text = 'Renault '.repeat(50_000);
  const mentions = findMentions(text, NAMEABLES, [{ id: 'three', surface: 'Renault', occurrence: 40_000 }]);
  expect(mentions).toHaveLength(50_000);
  expect(mentions[39_999]).toEqual({ targetId: 'three', surface: 'Renault', start: 319_992, end: 319_999 });
});
