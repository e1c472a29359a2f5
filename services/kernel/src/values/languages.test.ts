import { acceptedLanguages, languagesFor } from './languages';
import { textIn } from './localized-text';

test.each([
  [undefined, []],
  ['', []],
  ['*', []],
  ['en-GB,en;q=0.9,fr;q=0.8', ['en-GB', 'en', 'fr']],
  ['en;q=0.5, fr;q=0.7', ['fr', 'en']],
  ['fr;q=0, de', ['de']],
  [';;;,,q=,fr;q=many;q=0.2', ['fr']],
  ['a b, <script>, it', ['it']],
  [Array.from({ length: 30 }, () => 'en').join(','), Array.from({ length: 10 }, () => 'en')],
])('Accept-Language %j accepts %j', (header, languages) => {
  expect(acceptedLanguages(header)).toEqual(languages);
});

test.each([
  [null, {}, ['fr']],
  [null, { acceptedLanguages: ['de', 'en'] }, ['de', 'en', 'fr']],
  [null, { locale: 'en', acceptedLanguages: ['de', 'en'] }, ['en', 'de', 'fr']],
  ['it', { locale: 'en', acceptedLanguages: ['de'] }, ['it', 'fr']],
  [undefined, { locale: null }, ['fr']],
])('With lang %j, a caller with %j reads %j', (lang, caller, languages) => {
  expect(languagesFor(lang, caller)).toEqual(languages);
});

describe('textIn', () => {
  const texts = { de: 'Thema', en: 'topic', fr: 'sujet' };

  test('Takes the first language that has a text, with or without its region', () => {
    expect(textIn(texts, ['it', 'en-GB', 'fr'])).toBe('topic');
    expect(textIn({ 'en-GB': 'colour', fr: 'couleur' }, ['en', 'fr'])).toBe('colour');
    expect(textIn({ en: 'color', 'en-GB': 'colour' }, ['en-GB'])).toBe('colour');
  });

  test('Takes the original if no language has a text, and null if there is no text', () => {
    expect(textIn(texts, ['it'])).toBe('Thema');
    expect(textIn({}, ['fr'])).toBeNull();
    expect(textIn({}, ['constructor'])).toBeNull();
  });
});
