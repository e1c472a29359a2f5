import { readCredential } from './credential';

const KEY = `wzk_${'0'.repeat(26)}_${'A'.repeat(43)}`;

test.each([
  ['No headers at all', undefined, { kind: 'none' }],
  ['No Authorization header', [], { kind: 'none' }],
  ['An access token', ['Bearer a.b-c.d_e'], { kind: 'access-token', token: 'a.b-c.d_e' }],
  ['A scheme in lower case', ['bearer  a.b.c'], { kind: 'access-token', token: 'a.b.c' }],
  ['An API key', [`Bearer ${KEY}`], { kind: 'api-key', key: KEY }],
])('%s is parsed', (_, headers, credential) => {
  expect(readCredential(headers)).toEqual(credential);
});

test.each([
  ['An empty header', ['']],
  ['A scheme without a credential', ['Bearer']],
  ['A scheme and a space', ['Bearer ']],
  ['A second header', ['Bearer a.b.c', 'Bearer a.b.c']],
  ['A second credential in one header', ['Bearer a.b.c, Bearer a.b.c']],
  ['Another scheme', ['Basic bGVhOnBhc3N3b3Jk']],
  ['Another scheme with an API key', [`ApiKey ${KEY}`]],
  ['A token without a scheme', ['a.b.c']],
  ['A token of two parts', ['Bearer a.b']],
  ['A token of five parts, as if encrypted', ['Bearer a.b.c.d.e']],
  ['An API key that is too short', [`Bearer ${KEY.slice(0, -1)}`]],
  ['An API key with a suffix', [`Bearer ${KEY}=`]],
  ['A header of one megabyte', [`Bearer ${'a.'.repeat(524_288)}`]],
  ['A header of seventeen kilobytes', [`Bearer a.b.${'c'.repeat(17_000)}`]],
])('%s is malformed', (_, headers) => {
  expect(readCredential(headers)).toEqual({ kind: 'malformed' });
});

test('A header of one megabyte takes almost no time', () => {
  const header = [`Bearer ${'='.repeat(1_048_576)}`];
  const start = performance.now();
  for (let times = 0; times < 1000; times += 1) readCredential(header);
  expect(performance.now() - start).toBeLessThan(100);
});
