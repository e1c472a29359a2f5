import { type BothModes, openBothModes } from './support/graphs';

let graphs: BothModes;

beforeAll(async () => {
  graphs = await openBothModes();
});
afterAll(() => graphs.close());

const errorWith = (code: string, message: RegExp) =>
  expect.objectContaining({
    message: expect.stringMatching(message),
    extensions: expect.objectContaining({ code }),
  });

describe('An argument that matches nothing', () => {
  test.each([
    'post(id: "post_00000000000000000000000000")',
    'post(id: "no id at all")',
    'post(slug: "no-such-post")',
    'post(slug: "")',
    'topic(slug: "no-such-topic")',
    'member(id: "member_00000000000000000000000000")',
    'member(handle: "nobody")',
    'organisation(id: "org_00000000000000000000000000")',
    'organisation(name: "No such organisation")',
    'organisation(name: "")',
    'programme(id: "programme_00000000000000000000000000")',
    'programme(id: "")',
    'partnership(id: "partnership_00000000000000000000000000")',
  ])('Returns null: %s', async (field) => {
    const { status, data, errors } = await graphs.execute(`{ result: ${field} { __typename } }`);
    expect({ status, data, errors }).toEqual({ status: 200, data: { result: null }, errors: undefined });
  });

  test.each([
    'posts(filter: { authorIds: ["member_00000000000000000000000000"] })',
    'posts(filter: { text: "!" })',
    'facts(filter: { subjectIds: ["org_00000000000000000000000000"] })',
    'organisations(filter: { text: "No such organisation" })',
    'members(filter: { organisationIds: ["org_00000000000000000000000000"] })',
  ])('Returns an empty list: %s', async (field) => {
    const { data, errors } = await graphs.execute(`{ list: ${field} { nodes { __typename } totalCount } }`);
    expect({ data, errors }).toEqual({ data: { list: { nodes: [], totalCount: 0 } }, errors: undefined });
  });

  test.each([
    ['post', 'slug', /Give exactly one of `id`, `slug`/],
    ['member', 'handle', /Give exactly one of `id`, `handle`/],
    ['organisation', 'name', /Give exactly one of `id`, `slug`, `name`/],
    ['programme', 'slug', /Give exactly one of `id`, `slug`/],
  ])('%s is refused with neither or several of its arguments', async (field, key, message) => {
    for (const args of ['id: null', `id: "x", ${key}: "y"`]) {
      const { status, data, errors } = await graphs.execute(`{ result: ${field}(${args}) { __typename } }`);
      expect({ status, data }).toEqual({ status: 200, data: { result: null } });
      expect(errors).toEqual([errorWith('BAD_USER_INPUT', message)]);
    }
  });
});

const LISTS = ['posts', 'topics', 'facts', 'organisations', 'members', 'topRated', 'sources', 'properties'];
const BIDIRECTIONAL_LISTS = ['posts', 'topics', 'eventSeries', 'members', 'facts', 'organisations', 'sources', 'units'];

const pageError = async (field: string, args: string) => {
  const { status, data, errors } = await graphs.execute(`{ list: ${field}(${args}) { nodes { __typename } } }`);
  expect({ status, data }).toEqual({ status: 200, data: { list: null } });
  expect(errors).toHaveLength(1);
  return errors?.[0];
};

describe.each(LISTS)('A page of %s', (field) => {
  test.each([101, -1, 2_147_483_647, -2_147_483_648])('Is refused with `first: %i`', async (first) => {
    expect(await pageError(field, `first: ${first}`)).toEqual(
      errorWith('BAD_USER_INPUT', new RegExp(`\`first\` must be between 0 and 100, not ${first}. Ask for less`)),
    );
  });

  test.each([
    '',
    'x',
    '%00',
    Buffer.from('[]').toString('base64url'),
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('[9,"posts",null]').toString('base64url'),
    Buffer.from(JSON.stringify('é'.repeat(10_000))).toString('base64url'),
  ])('Is refused after the malformed cursor %p', async (cursor) => {
    const expected = errorWith(
      'INVALID_CURSOR',
      /This cursor .*\. Take cursors from pageInfo or edges of the same list/,
    );
    expect(await pageError(field, `after: "${cursor}"`)).toEqual(expected);
  });

  test.each(LISTS.filter((other) => other !== field))('Is refused after a cursor of %s', async (other) => {
    const { data } = await graphs.execute<{ list: { pageInfo: { endCursor: string } } }>(
      `{ list: ${other}(first: 1) { pageInfo { endCursor } } }`,
    );
    const { endCursor } = data.list.pageInfo;
    expect(await pageError(field, `after: "${endCursor}"`)).toEqual(
      errorWith('INVALID_CURSOR', /belongs to another list or order\. Take cursors from/),
    );
  });

  test('Is refused after a cursor with values added, removed or changed', async () => {
    const { data } = await graphs.execute<{ list: { pageInfo: { endCursor: string } } }>(
      `{ list: ${field}(first: 1) { pageInfo { endCursor } } }`,
    );
    const parts = JSON.parse(Buffer.from(data.list.pageInfo.endCursor, 'base64url').toString()) as unknown[];
    for (const forged of [parts.slice(0, -1), [...parts, 'more'], parts.map((_, index) => (index ? 'x\0' : 1))]) {
      const cursor = Buffer.from(JSON.stringify(forged)).toString('base64url');
      expect(await pageError(field, `after: "${cursor}"`)).toEqual(errorWith('INVALID_CURSOR', /Take cursors from/));
    }
  });
});

describe.each(BIDIRECTIONAL_LISTS)('A page of %s, which can be read backwards', (field) => {
  test('Is refused with both `first` and `last`', async () => {
    expect(await pageError(field, 'first: 1, last: 1')).toEqual(
      errorWith('BAD_USER_INPUT', /Give either `first` and `after`, or `last` and `before`, not both\./),
    );
  });

  test.each([101, -1])('Is refused with `last: %i`', async (last) => {
    expect(await pageError(field, `last: ${last}`)).toEqual(
      errorWith('BAD_USER_INPUT', new RegExp(`\`last\` must be between 0 and 100, not ${last}`)),
    );
  });

  test('Is refused before a malformed cursor', async () => {
    expect(await pageError(field, 'last: 1, before: "x"')).toEqual(errorWith('INVALID_CURSOR', /Take cursors from/));
  });
});

describe('Lists inside a post', () => {
  test.each(['comments', 'ratings', 'facts', 'revisions'])('%s check their arguments like root lists', async (list) => {
    for (const [args, code] of [
      ['first: 101', 'BAD_USER_INPUT'],
      ['first: -1', 'BAD_USER_INPUT'],
      ['after: "x"', 'INVALID_CURSOR'],
    ]) {
      const { status, errors } = await graphs.execute(
        `{ post(slug: "alter-mardis") { ${list}(${args}) { __typename } } }`,
      );
      expect({ status, codes: errors?.map(({ extensions }) => extensions.code) }).toEqual({
        status: 200,
        codes: [code],
      });
    }
  });
});
