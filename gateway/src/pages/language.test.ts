import { languageFor } from './language';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr', 'fr'],
  ['FR-ca', 'fr'],
  ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
  ['en;q=0.5, fr;q=0.7', 'fr'],
  ['de, fr;q=0.3', 'fr'],
  ['de', 'en'],
  ['fr;q=0, de', 'en'],
  ['fr;q=0.0', 'en'],
  ['fro', 'en'],
  ['*', 'en'],
  [';;;,,q=,fr;q=many;q=0.2', 'fr'],
])('Accept-Language %j selects %s', (header, language) => {
  expect(languageFor(header)).toBe(language);
});
