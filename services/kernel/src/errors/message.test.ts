import { shortMessage } from './message';

test('A message of up to 500 characters is not changed', () => {
  const message = 'é'.repeat(500);
  expect(shortMessage(message)).toBe(message);
});

test('A longer message keeps its start and its end, in 500 characters', () => {
  const short = shortMessage(`Variable "$a" got ${'x'.repeat(900_000)}; it is too long.`);
  expect(short).toHaveLength(500);
  expect(short).toMatch(/^Variable "\$a" got x+ … x+; it is too long\.$/);
});

test('A cut does not leave half of a surrogate pair', () => {
  for (const shift of ['', 'x']) {
    const short = shortMessage(`${shift}${'\u{1F600}'.repeat(1000)}${shift}`);
    expect(Buffer.from(short).toString()).toBe(short);
    expect(short.length).toBeGreaterThan(490);
  }
});
