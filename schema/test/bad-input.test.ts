import { type BothModes, openBothModes } from './support/graphs';

let graphs: BothModes;

beforeAll(async () => {
  graphs = await openBothModes();
});
afterAll(() => graphs.close());

const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ message: expect.stringMatching(message), extensions: { code } });

describe('what is not there', () => {
  test.each([
    'post(id: "post_00000000000000000000000000")',
    'post(id: "no id at all")',
    'post(slug: "no-such-post")',
    'post(slug: "")',
    'topic(slug: "no-such-topic")',
    'member(id: "member_00000000000000000000000000")',
    'member(handle: "nobody")',
    'organisation(id: "org_00000000000000000000000000")',
    'organisation(id: "post_00000000000000000000000000")',
    'organisation(name: "No such organisation")',
    'organisation(name: "")',
    'programme(id: "programme_00000000000000000000000000")',
    'programme(id: "")',
    'partnership(id: "partnership_00000000000000000000000000")',
  ])('is null: %s', async (field) => {
    const { status, data, errors } = await graphs.ask(`{ there: ${field} { __typename } }`);
    expect({ status, data, errors }).toEqual({ status: 200, data: { there: null }, errors: undefined });
  });

  test.each([
    'posts(filter: { topicSlugs: ["no-such-topic"] })',
    'posts(filter: { authorIds: ["member_00000000000000000000000000"] })',
    'posts(filter: { text: "!" })',
    'facts(filter: { subjectIds: ["org_00000000000000000000000000"] })',
    'facts(filter: { properties: ["no_such_property"] })',
    'organisations(text: "No such organisation")',
    'members(organisationId: "org_00000000000000000000000000")',
  ])('is no item of a list: %s', async (field) => {
    const { data, errors } = await graphs.ask(`{ list: ${field} { nodes { __typename } totalCount } }`);
    expect({ data, errors }).toEqual({ data: { list: { nodes: [], totalCount: 0 } }, errors: undefined });
  });

  test.each(['post', 'member', 'organisation'])('nor is %s by nothing, or by two things at once', async (field) => {
    const by = field === 'post' ? 'slug' : field === 'member' ? 'handle' : 'name';
    for (const given of ['id: null', `id: "x", ${by}: "y"`]) {
      const { status, data, errors } = await graphs.ask(`{ there: ${field}(${given}) { __typename } }`);
      expect({ status, data }).toEqual({ status: 200, data: { there: null } });
      expect(errors).toEqual([refusal('BAD_USER_INPUT', new RegExp(`Give either \`id\` or \`${by}\``))]);
    }
  });
});

const LISTS = ['posts', 'facts', 'organisations', 'members', 'topRated'];
const READ_BOTH_WAYS = ['posts', 'facts'];

const refusedPage = async (field: string, given: string) => {
  const { status, data, errors } = await graphs.ask(`{ list: ${field}(${given}) { nodes { __typename } } }`);
  expect({ status, data }).toEqual({ status: 200, data: { list: null } });
  expect(errors).toHaveLength(1);
  return errors?.[0];
};

describe.each(LISTS)('a page of %s', (field) => {
  test.each([101, -1, 2_147_483_647, -2_147_483_648])('of %i is refused', async (first) => {
    expect(await refusedPage(field, `first: ${first}`)).toEqual(
      refusal('BAD_USER_INPUT', new RegExp(`\`first\` must be between 0 and 100, not ${first}. Ask for less`)),
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
  ])('after the malformed cursor %p is refused', async (cursor) => {
    const expected = refusal('INVALID_CURSOR', /This cursor .*\. Take cursors from pageInfo or edges of the same list/);
    expect(await refusedPage(field, `after: "${cursor}"`)).toEqual(expected);
  });

  test.each(LISTS.filter((other) => other !== field))('after a cursor of %s is refused', async (other) => {
    const { data } = await graphs.ask<{ list: { pageInfo: { endCursor: string } } }>(
      `{ list: ${other}(first: 1) { pageInfo { endCursor } } }`,
    );
    const { endCursor } = data.list.pageInfo;
    expect(await refusedPage(field, `after: "${endCursor}"`)).toEqual(
      refusal('INVALID_CURSOR', /belongs to another list or order\. Take cursors from/),
    );
  });

  test('after a cursor that somebody made longer or shorter is refused', async () => {
    const { data } = await graphs.ask<{ list: { pageInfo: { endCursor: string } } }>(
      `{ list: ${field}(first: 1) { pageInfo { endCursor } } }`,
    );
    const parts = JSON.parse(Buffer.from(data.list.pageInfo.endCursor, 'base64url').toString()) as unknown[];
    for (const other of [parts.slice(0, -1), [...parts, 'more'], parts.map((_, index) => (index ? 'x\0' : 1))]) {
      const cursor = Buffer.from(JSON.stringify(other)).toString('base64url');
      expect(await refusedPage(field, `after: "${cursor}"`)).toEqual(refusal('INVALID_CURSOR', /Take cursors from/));
    }
  });
});

describe.each(READ_BOTH_WAYS)('a page of %s, which reads both ways,', (field) => {
  test('is refused with both `first` and `last`', async () => {
    expect(await refusedPage(field, 'first: 1, last: 1')).toEqual(
      refusal('BAD_USER_INPUT', /Give either `first` and `after`, or `last` and `before`, not both\./),
    );
  });

  test.each([101, -1])('is refused with `last: %i`', async (last) => {
    expect(await refusedPage(field, `last: ${last}`)).toEqual(
      refusal('BAD_USER_INPUT', new RegExp(`\`last\` must be between 0 and 100, not ${last}`)),
    );
  });

  test('is refused before a foreign cursor', async () => {
    expect(await refusedPage(field, 'last: 1, before: "x"')).toEqual(refusal('INVALID_CURSOR', /Take cursors from/));
  });
});

describe('inside a post', () => {
  test.each(['comments', 'ratings', 'facts', 'revisions'])('%s are refused as lists at the root are', async (list) => {
    for (const [given, code] of [
      ['first: 101', 'BAD_USER_INPUT'],
      ['first: -1', 'BAD_USER_INPUT'],
      ['after: "x"', 'INVALID_CURSOR'],
    ]) {
      const { status, errors } = await graphs.ask(
        `{ post(slug: "alter-mardis") { ${list}(${given}) { __typename } } }`,
      );
      expect({ status, codes: errors?.map(({ extensions }) => extensions.code) }).toEqual({
        status: 200,
        codes: [code],
      });
    }
  });
});
