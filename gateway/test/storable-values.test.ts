import type { TestDatabase } from '@wizness/kernel/testing';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await testDatabase();
  gateway = await startEmbedded(database);
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

const ECHO = 'query Echo($text: String!) { echo(text: $text) }';

describe('Text that no service could store', () => {
  test.each([
    ['a NUL in a variable', ECHO, { text: 'a\0b' }, 'variables.text contains a NUL character (U+0000). Remove it.'],
    [
      'half of a surrogate pair in a variable',
      ECHO,
      { text: 'a\ud83d' },
      'variables.text contains half of a surrogate pair',
    ],
    ['a NUL in a nested variable', ECHO, { text: [{ a: ['x', 'y\0'] }] }, 'variables.text.0.a.1 contains a NUL'],
    ['a NUL in the name of a field', ECHO, { text: { 'a\0': 1 } }, 'The name of a field of variables.text contains'],
    [
      'an escaped NUL in the document',
      '{\n  echo(text: "a\\u0000")\n}',
      {},
      'The string at line 2, column 14 of the document',
    ],
    ['a NUL in the document', '{ echo(text: "a\0") }', {}, 'U+0000'],
    ['half of a surrogate pair in the document', '{ echo(text: "a\udc00") }', {}, 'U+DC00'],
    ['an escaped half of a surrogate pair in the document', '{ echo(text: "\\ud800") }', {}, '\\ud800'],
    ['a NUL outside the strings of the document', '{ echo(text: "a") \0 }', {}, 'U+0000'],
  ])('is refused: %s', async (_, query, variables, message) => {
    const { status, body } = await gateway.ask(query, variables);
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } }),
    ]);
    expect(body.data).toBeUndefined();
  });

  test('is refused in the name of the operation', async () => {
    const { status, body } = await gateway.ask(ECHO, { text: 'a' }, 'Echo\0');
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { message: expect.stringContaining('operationName contains a NUL'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('is refused again in a cached document', async () => {
    for (const _ of [1, 2]) expect((await gateway.ask('{ echo(text: "\\u0000") }')).status).toBe(400);
  });

  test('does not include unusual but valid characters', async () => {
    const text = 'é € 𝄞 \u{1F600}\u200D \u0001 \uFFFF';
    expect((await gateway.ask(ECHO, { text })).body).toEqual({ data: { echo: text } });
    const written = await gateway.ask('{ echo(text: "\\u{1F600} \\ud83d\\ude00") }');
    expect(written.body).toEqual({ data: { echo: '\u{1F600} \u{1F600}' } });
  });

  test('is found in deeply nested variables', async () => {
    const depth = 100_000;
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":${JSON.stringify(ECHO)},"variables":{"text":${'['.repeat(depth)}"\\u0000"${']'.repeat(depth)}}}`,
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { errors: { extensions: unknown }[] }).errors[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
    });
  });
});

describe('A number that is too large', () => {
  test.each([
    ['a fraction', '{ echo(text: "a", share: 1e999) }', 'at line 1, column 26 of the document'],
    ['a negative number', '{ echo(text: "a", share: -1e999) }', 'at line 1, column 26'],
    ['an integer of 400 digits', `{ echo(text: "a", share: ${'9'.repeat(400)}) }`, 'at line 1'],
    ['a default value', 'query ($share: Float = 1e999) { echo(text: "a", share: $share) }', 'at line 1'],
  ])('is refused in the document: %s', async (_, query, place) => {
    const { status, body } = await gateway.ask(query);
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining(place), extensions: { code: 'BAD_USER_INPUT' } }),
    ]);
    expect(body.errors?.[0]?.message).toContain('a number that is too large');
  });

  test('is refused in a variable', async () => {
    const query = 'query ($share: Float) { echo(text: "a", share: $share) }';
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":${JSON.stringify(query)},"variables":{"share":1e999}}`,
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});
