import fc from 'fast-check';
import { type BothModes, openBothModes } from './support/graphs';

let graphs: BothModes;

beforeAll(async () => {
  graphs = await openBothModes();
});
afterAll(() => graphs.close());

/** Every text argument of a root field, as a field that uses `$text`. */
const TEXT_FIELDS: readonly string[] = [
  'post(slug: $text) { id }',
  'topic(slug: $text) { slug }',
  'member(handle: $text) { id }',
  'organisation(name: $text) { id }',
  'members(filter: { text: $text }) { totalCount }',
  'organisations(filter: { text: $text }) { totalCount }',
  'posts(filter: { text: $text }) { totalCount }',
  'relevant: posts(filter: { text: $text }, orderBy: RELEVANCE) { nodes { id } }',
  'nested: posts(filter: { and: [{ not: { text: $text } }, { or: [{ text: $text }] }] }) { totalCount }',
  'facts(filter: { text: $text }) { totalCount }',
  'byProperty: facts(filter: { properties: [$text] }) { totalCount }',
  'byUnit: facts(filter: { unit: $text, valueGte: "1" }) { totalCount }',
  'byCountry: facts(filter: { country: $text }) { totalCount }',
  'nestedFacts: facts(filter: { or: [{ not: { text: $text } }, { and: [{ country: $text }] }] }) { totalCount }',
];

/** Every id argument of a root field. */
const ID_FIELDS: readonly string[] = [
  'post(id: $text) { id }',
  'member(id: $text) { id }',
  'organisation(id: $text) { id }',
  'programme(id: $text) { id }',
  'partnership(id: $text) { id }',
  'members(filter: { organisationIds: [$text] }) { totalCount }',
  'byAuthor: posts(filter: { authorIds: [$text] }) { totalCount }',
  'byMention: posts(filter: { mentionsIds: [$text] }) { totalCount }',
  'bySubject: facts(filter: { subjectIds: [$text] }) { totalCount }',
  'bySource: facts(filter: { sourceIds: [$text] }) { totalCount }',
];

/** Every cursor argument of a root field. */
const CURSOR_FIELDS: readonly string[] = [
  'posts(after: $text) { nodes { id } }',
  'postsBefore: posts(last: 2, before: $text) { nodes { id } }',
  'facts(after: $text) { nodes { id } }',
  'factsBefore: facts(last: 2, before: $text) { nodes { id } }',
  'organisations(after: $text) { nodes { id } }',
  'members(after: $text) { nodes { id } }',
  'topRated(after: $text) { nodes { __typename } }',
];

/** Lists in every sort order. */
const CURSOR_LISTS: readonly string[] = [
  'posts(after: $text)',
  'posts(after: $text, orderBy: MOST_COMMENTED)',
  'posts(after: $text, orderBy: EVENT_EARLIEST)',
  'posts(after: $text, filter: { text: "renault" }, orderBy: RELEVANCE)',
  'facts(after: $text)',
  'organisations(after: $text)',
  'members(after: $text)',
  'topRated(after: $text)',
];

/** Arguments whose scalar checks the value before any service is asked. */
const SCALAR_FIELDS: readonly (readonly [type: string, field: string])[] = [
  ['LanguageTag!', 'posts(filter: { langs: [$text] }) { totalCount }'],
  ['Date', 'posts(filter: { publishedAt: { from: $text } }) { totalCount }'],
  ['Decimal', 'facts(filter: { valueGte: $text, unit: "platform" }) { totalCount }'],
  ['Date', 'facts(filter: { validIn: { from: $text } }) { totalCount }'],
];

/** An operation with one variable that all `fields` use. */
const operation = (type: string, fields: readonly string[]): string =>
  `query ($text: ${type}) { ${fields.join('\n')} }`;

const OPERATIONS: readonly (readonly [name: string, operation: string])[] = [
  ['texts', operation('String!', TEXT_FIELDS)],
  ['ids', operation('ID!', ID_FIELDS)],
  ['cursors', operation('Cursor', CURSOR_FIELDS)],
  ...SCALAR_FIELDS.map(([type, field]) => [`a ${type}`, operation(type, [field])] as const),
];

/** Errors that blame the caller's input. */
const INPUT_ERRORS = ['BAD_USER_INPUT', 'INVALID_CURSOR'];

/** Errors and statuses of the operation with `text` that the input does not explain. Empty if the graph behaves well. */
const faultsOf = async (query: string, text: string): Promise<unknown[]> => {
  const { status, errors = [] } = await graphs.execute(query, { text });
  const faults = errors.filter(({ extensions }) => !INPUT_ERRORS.includes(extensions.code));
  return status === 200 || status === 400 ? faults : [status, ...faults];
};

describe('A text that PostgreSQL cannot store', () => {
  const UNSTORABLE = ['\0', 'a\0b', '\ud83d', 'a\udc00b', '\udc00\ud83d'];

  test.each([...TEXT_FIELDS.map((field) => ['String!', field]), ...ID_FIELDS.map((field) => ['ID!', field])])(
    'Is refused as a variable of type %s in %s',
    async (type, field) => {
      for (const text of UNSTORABLE) {
        const { status, data, errors } = await graphs.execute(operation(type, [field]), { text });
        expect({ status, data }).toEqual({ status: 400, data: undefined });
        expect(errors).toMatchObject([
          {
            message: expect.stringMatching(/^variables\.text contains .*\. Remove it\.$/),
            extensions: { code: 'BAD_USER_INPUT' },
          },
        ]);
      }
    },
  );

  test.each([...TEXT_FIELDS, ...ID_FIELDS, ...CURSOR_FIELDS])('Is refused in the document, in %s', async (field) => {
    for (const escape of ['\\u0000', '\\ud83d', '\\u{DC00}']) {
      const { status, errors } = await graphs.execute(`{ ${field.replaceAll('$text', `"a${escape}"`)} }`);
      expect({ status, codes: errors?.map(({ extensions }) => extensions.code) }).toEqual({
        status: 400,
        codes: ['BAD_USER_INPUT'],
      });
    }
  });

  test('Is refused deep inside an input object', async () => {
    const query = 'query ($filter: PostFilter) { posts(filter: $filter) { totalCount } }';
    const { status, errors } = await graphs.execute(query, {
      filter: { and: [{ not: { topicSlugs: ['a', 'b\0'] } }] },
    });
    expect(status).toBe(400);
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('variables.filter.and.0.not.topicSlugs.1 contains a NUL'),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });
});

/** Texts with a meaning in a language that could interpret them: SQL, LIKE, tsquery, EDTF, JSON, URLs. */
const SPECIAL = [
  '%',
  '_',
  '\\',
  "'",
  '"',
  '&',
  '|',
  '!',
  '(',
  ')',
  ':*',
  '<->',
  '-',
  ' or ',
  '$1',
  ':text',
  '--',
  ';',
].concat([
  '../',
  '2015',
  'X',
  '~',
  '[',
  ']',
  '{',
  '}',
  '\u0300',
  '\u202e',
  '\ufffe',
  '🚲',
  'œ',
  'ﬁ',
  '\n',
  '\t',
  ' ',
  'co',
]);

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...SPECIAL), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes)),
  fc.stringMatching(/^(post|org|member|programme|partnership|source)_[0-9a-z]{26}$/),
  fc.stringMatching(/^-?\d{1,40}(\.\d{1,40})?$/),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.integer({ min: 400, max: 20_000 }).map((length) => 'mot '.repeat(length / 4)),
);

/** Values, valid or almost, of a cursor's sort key: a time, a number or a text. */
const sortKey = fc.oneof(
  anyText,
  fc.constantFrom('2026-02-30', '2026-01-01 (x)', '2026-01-01 24:00:01+00', '2026-01-01T00:00:00+99', '0000-00-00'),
  fc.constantFrom('2026-01-01 00:00:00+00', '2026-01-01 00:00:00.123456+14', 'infinity', '9999-12-31 23:59:60+00'),
  fc.constantFrom('1', '-0', '999999999', '2147483648', '4.5', '1e5', 'NaN', `1${'0'.repeat(200_000)}`),
);

describe('Any text', () => {
  test.each([
    ['Date', 'facts(filter: { validIn: { from: $text } }) { totalCount }', '0000-01-01'],
    ['Date', 'facts(filter: { validIn: { to: $text } }) { totalCount }', '2026-02-30'],
    ['Decimal', 'facts(filter: { valueGte: $text, unit: "platform" }) { totalCount }', '9'.repeat(200_000)],
    ['Decimal', 'facts(filter: { valueLte: $text, unit: "platform" }) { totalCount }', `0.${'0'.repeat(20_000)}1`],
  ])('Is refused as a %s that PostgreSQL cannot store', async (type, field, text) => {
    const { status, errors } = await graphs.execute(operation(type, [field]), { text });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ message: expect.stringContaining(`${type} must be`) }]);
    expect(await faultsOf(operation(type, [field]), text)).toEqual([]);
  });

  test.each(OPERATIONS)('Never causes an internal error in %s', async (_, query) => {
    const property = fc.asyncProperty(anyText, async (text) => expect(await faultsOf(query, text)).toEqual([]));
    await fc.assert(property, { numRuns: 40 });
  });

  test.each(CURSOR_LISTS)('Never causes an internal error in a cursor of %s', async (list) => {
    const { data } = await graphs.execute<{ list: { pageInfo: { endCursor: string } } }>(
      `{ list: ${list.replace('after: $text', 'first: 1')} { pageInfo { endCursor } } }`,
    );
    const cursor = Buffer.from(data.list.pageInfo.endCursor, 'base64url').toString();
    const [version, name, ...values] = JSON.parse(cursor) as string[];
    const forged = fc
      .tuple(...values.map((value) => fc.oneof(fc.constant(value), sortKey)))
      .map((parts) => Buffer.from(JSON.stringify([version, name, ...parts])).toString('base64url'));
    const query = operation('Cursor', [`${list} { nodes { __typename } }`]);
    const property = fc.asyncProperty(forged, async (text) => expect(await faultsOf(query, text)).toEqual([]));
    await fc.assert(property, { numRuns: 50 });
  });
});
