import fc from 'fast-check';

/** What HTTP lets stand in a header: visible characters of Latin-1, and spaces. */
const CHARACTER = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
  { weight: 1, arbitrary: fc.integer({ min: 0xa0, max: 0xff }) },
);
const LATIN = fc
  .array(CHARACTER, { minLength: 1, maxLength: 300 })
  .map((characters) => String.fromCharCode(...characters));
/** Any script, as the bytes that a careless client would send. */
const UNICODE = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) =>
  Buffer.from(text, 'utf8')
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e\x80-\xff]/g, '?'),
);
const LONG = fc
  .tuple(LATIN, fc.integer({ min: 2, max: 40 }))
  .map(([text, times]) => text.repeat(times).slice(0, 12_000));

/** Text that is no credential, whatever stands before it. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: LATIN },
  { weight: 2, arbitrary: UNICODE },
  { weight: 1, arbitrary: LONG },
);
export const anyScheme = fc.constantFrom(
  'Bearer ',
  'bearer ',
  'Basic ',
  'ApiKey ',
  'DPoP ',
  'Bearer wzk_',
  'Bearer a.',
  'Bearer ..',
  'Bearer eyJ',
  '',
);

const splice = (text: string, at: number, cut: number, put: string): string =>
  text.slice(0, at) + put + text.slice(at + cut);
const flipBit = (text: string, at: number, bit: number): string =>
  splice(text, at, 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)));
const swapCase = (text: string, at: number): string => {
  const character = text[at] ?? '';
  const lower = character.toLowerCase();
  return splice(text, at, 1, lower === character ? character.toUpperCase() : lower);
};
const isSendable = (text: string): boolean => /^[\x20-\x7e\xa0-\xff]*$/.test(text);

/** `good` with something changed: never `good` itself, nor what a server would read as it. */
export const changed = (good: string): fc.Arbitrary<string> => {
  const at = fc.nat(good.length - 1);
  const few = fc.array(CHARACTER, { minLength: 1, maxLength: 4 }).map((codes) => String.fromCharCode(...codes));
  const parts = good.split(/(?<=[._])/);
  return fc
    .oneof(
      fc.tuple(at, fc.nat(6)).map(([place, bit]) => flipBit(good, place, bit)),
      fc.tuple(at, fc.nat(3), few).map(([place, cut, put]) => splice(good, place, cut, put)),
      fc.tuple(at, fc.integer({ min: 1, max: 40 })).map(([place, cut]) => splice(good, place, cut, '')),
      at.map((place) => good.slice(0, place)),
      at.map((place) => swapCase(good, place)),
      fc.shuffledSubarray(parts, { minLength: 1 }).map((some) => some.join('')),
      fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 }).map((some) => some.join('')),
      fc.constantFrom('=', '==', '.', '..', '%00', '\u00a0', ',', ';', '"').map((end) => good + end),
      fc.constantFrom('"', '.', '=', '\u00a0', 'Bearer ', '<').map((start) => start + good),
    )
    .filter((text) => isSendable(text) && text.trim() !== good);
};

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>;

/** A header or claims of one's own under the signature of `good`: some of its members, some of others. */
export const rewritten = (good: string): fc.Arbitrary<string> => {
  const [header, payload, signature = ''] = good.split('.');
  const more = (of: Record<string, unknown>, names: readonly string[]) =>
    fc
      .tuple(
        fc.subarray(Object.keys(of)),
        fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.jsonValue(), fc.constantFrom(...Object.values(of)))),
      )
      .map(([kept, given]) => ({ ...Object.fromEntries(kept.map((name) => [name, of[name]])), ...given }));
  const algorithms = fc.constantFrom('none', 'None', 'HS256', 'RS256', 'ES256', 'EdDSA', 'Ed25519', '');
  const heads = fc
    .tuple(more(decode(header), ['kid', 'typ', 'crit', 'jwk', 'jku', 'x5u', 'b64', 'zip']), fc.option(algorithms))
    .map(([head, alg]) => (alg === null ? head : { ...head, alg }));
  const claims = more(decode(payload), ['iss', 'aud', 'sub', 'sid', 'exp', 'nbf', 'iat', 'roles', 'scope', 'org']);
  const ends = fc.constantFrom(signature, signature, '', 'AAAA');
  return fc
    .tuple(fc.option(heads), fc.option(claims), ends)
    .map(([head, body, end]) => `${head ? encode(head) : header}.${body ? encode(body) : payload}.${end}`)
    .filter((text) => text !== good && text.length < 12_000);
};

/** A good credential, shown in a way that counts for nothing. */
export const misplaced = (good: string): fc.Arbitrary<string | string[]> =>
  fc.oneof(
    fc
      .constantFrom(
        '',
        'Basic ',
        'Token ',
        'ApiKey ',
        'DPoP ',
        'Bearer',
        'Bearer:',
        'Bearer=',
        'Bearer "',
        'Bearer Bearer ',
      )
      .map((scheme) => scheme + good),
    fc.constantFrom(
      `Bearer ${good}, Bearer ${good}`,
      `Bearer ${good} ${good}`,
      `Bearer ${good};`,
      `bearer\u00a0${good}`,
    ),
    fc.tuple(anyScheme, anyText).map(([scheme, text]) => [`Bearer ${good}`, scheme + text]),
    fc.integer({ min: 2, max: 5 }).map((times) => Array.from({ length: times }, () => `Bearer ${good}`)),
  );
