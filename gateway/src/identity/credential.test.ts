import { readCredential } from './credential';

const KEY = `wzk_${'0'.repeat(26)}_${'A'.repeat(43)}`;

test.each([
  ['nothing', undefined, { kind: 'none' }],
  ['no header', [], { kind: 'none' }],
  ['an access token', ['Bearer a.b-c.d_e'], { kind: 'access-token', token: 'a.b-c.d_e' }],
  ['a scheme in another case', ['bearer  a.b.c'], { kind: 'access-token', token: 'a.b.c' }],
  ['an API key', [`Bearer ${KEY}`], { kind: 'api-key', key: KEY }],
])('is read: %s', (_, headers, credential) => {
  expect(readCredential(headers)).toEqual(credential);
});

test.each([
  ['an empty header', ['']],
  ['a scheme alone', ['Bearer']],
  ['a scheme and a space', ['Bearer ']],
  ['two headers', ['Bearer a.b.c', 'Bearer a.b.c']],
  ['two credentials', ['Bearer a.b.c, Bearer a.b.c']],
  ['another scheme', ['Basic bGVhOnBhc3N3b3Jk']],
  ['another scheme for a key', [`ApiKey ${KEY}`]],
  ['no scheme', ['a.b.c']],
  ['two parts', ['Bearer a.b']],
  ['five parts, as of an encrypted token', ['Bearer a.b.c.d.e']],
  ['a key too short', [`Bearer ${KEY.slice(0, -1)}`]],
  ['a key with something behind', [`Bearer ${KEY}=`]],
  ['a megabyte', [`Bearer ${'a.'.repeat(524_288)}`]],
  ['seventeen kilobytes', [`Bearer a.b.${'c'.repeat(17_000)}`]],
])('is malformed: %s', (_, headers) => {
  expect(readCredential(headers)).toEqual({ kind: 'malformed' });
});

test('a megabyte costs nothing', () => {
  const header = [`Bearer ${'='.repeat(1_048_576)}`];
  const start = performance.now();
  for (let times = 0; times < 1000; times += 1) readCredential(header);
  expect(performance.now() - start).toBeLessThan(100);
});
