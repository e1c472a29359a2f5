import fc from 'fast-check';

/** Characters that HTTP allows in a header: visible characters of Latin-1, and spaces. */
const CHARACTER = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
  { weight: 1, arbitrary: fc.integer({ min: 0xa0, max: 0xff }) },
);
const LATIN = fc
  .array(CHARACTER, { minLength: 1, maxLength: 300 })
  .map((characters) => String.fromCharCode(...characters));
/** Text in any script, as the UTF-8 bytes that a careless client would send. */
const UNICODE = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) =>
  Buffer.from(text, 'utf8')
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e\x80-\xff]/g, '?'),
);
const LONG = fc
  .tuple(LATIN, fc.integer({ min: 2, max: 40 }))
  .map(([text, times]) => text.repeat(times).slice(0, 12_000));

/** Text that is not a credential under any scheme. */
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

const splice = (text: string, at: number, deleted: number, inserted: string): string =>
  text.slice(0, at) + inserted + text.slice(at + deleted);
const flipBit = (text: string, at: number, bit: number): string =>
  splice(text, at, 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)));
const swapCase = (text: string, at: number): string => {
  const character = text[at] ?? '';
  const lower = character.toLowerCase();
  return splice(text, at, 1, lower === character ? character.toUpperCase() : lower);
};
const isSendable = (text: string): boolean => /^[\x20-\x7e\xa0-\xff]*$/.test(text);

/** `valid` with a change: never `valid` itself, nor text that a server would parse as `valid`. */
export const changed = (valid: string): fc.Arbitrary<string> => {
  const position = fc.nat(valid.length - 1);
  const characters = fc.array(CHARACTER, { minLength: 1, maxLength: 4 }).map((codes) => String.fromCharCode(...codes));
  const parts = valid.split(/(?<=[._])/);
  return fc
    .oneof(
      fc.tuple(position, fc.nat(6)).map(([at, bit]) => flipBit(valid, at, bit)),
      fc.tuple(position, fc.nat(3), characters).map(([at, deleted, inserted]) => splice(valid, at, deleted, inserted)),
      fc.tuple(position, fc.integer({ min: 1, max: 40 })).map(([at, deleted]) => splice(valid, at, deleted, '')),
      position.map((at) => valid.slice(0, at)),
      position.map((at) => swapCase(valid, at)),
      fc.shuffledSubarray(parts, { minLength: 1 }).map((some) => some.join('')),
      fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 }).map((some) => some.join('')),
      fc.constantFrom('=', '==', '.', '..', '%00', '\u00a0', ',', ';', '"').map((suffix) => valid + suffix),
      fc.constantFrom('"', '.', '=', '\u00a0', 'Bearer ', '<').map((prefix) => prefix + valid),
    )
    .filter((text) => isSendable(text) && text.trim() !== valid);
};

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>;

/** Another header or other claims with the signature of `valid`: some original members, some invented ones. */
export const rewritten = (valid: string): fc.Arbitrary<string> => {
  const [header, payload, signature = ''] = valid.split('.');
  const variants = (original: Record<string, unknown>, names: readonly string[]) =>
    fc
      .tuple(
        fc.subarray(Object.keys(original)),
        fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.jsonValue(), fc.constantFrom(...Object.values(original)))),
      )
      .map(([kept, invented]) => ({ ...Object.fromEntries(kept.map((name) => [name, original[name]])), ...invented }));
  const algorithms = fc.constantFrom('none', 'None', 'HS256', 'RS256', 'ES256', 'EdDSA', 'Ed25519', '');
  const headers = fc
    .tuple(variants(decode(header), ['kid', 'typ', 'crit', 'jwk', 'jku', 'x5u', 'b64', 'zip']), fc.option(algorithms))
    .map(([members, alg]) => (alg === null ? members : { ...members, alg }));
  const payloads = variants(decode(payload), [
    'iss',
    'aud',
    'sub',
    'sid',
    'exp',
    'nbf',
    'iat',
    'roles',
    'scope',
    'org',
  ]);
  const signatures = fc.constantFrom(signature, signature, '', 'AAAA');
  return fc
    .tuple(fc.option(headers), fc.option(payloads), signatures)
    .map(
      ([otherHeader, claims, end]) =>
        `${otherHeader ? encode(otherHeader) : header}.${claims ? encode(claims) : payload}.${end}`,
    )
    .filter((text) => text !== valid && text.length < 12_000);
};

/** A valid credential in a header that does not have the right form. */
export const misplaced = (valid: string): fc.Arbitrary<string | string[]> =>
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
      .map((scheme) => scheme + valid),
    fc.constantFrom(
      `Bearer ${valid}, Bearer ${valid}`,
      `Bearer ${valid} ${valid}`,
      `Bearer ${valid};`,
      `bearer\u00a0${valid}`,
    ),
    fc.tuple(anyScheme, anyText).map(([scheme, text]) => [`Bearer ${valid}`, scheme + text]),
    fc.integer({ min: 2, max: 5 }).map((times) => Array.from({ length: times }, () => `Bearer ${valid}`)),
  );
