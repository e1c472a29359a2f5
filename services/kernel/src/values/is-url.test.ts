import { isUrl } from './is-url';

test.each([
  ['https://example.org/a?b#c', true],
  ['https://müller.example/évènement', true],
  ['example.org', false],
  ['https://', false],
  ['', false],
])('%p is a URL: %p, however often it is asked', (text, expected) => {
  for (let times = 0; times < 200_000; times += 1) isUrl(`https://example.org/${times % 10}`);
  expect(isUrl(text)).toBe(expected);
});
