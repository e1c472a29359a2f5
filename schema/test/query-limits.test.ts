import { type BothModes, openBothModes } from './support/graphs';

let graphs: BothModes;

beforeAll(async () => {
  graphs = await openBothModes();
});
afterAll(() => graphs.close());

/** `open` within itself `levels` times, and `leaf` in the innermost selection set. */
const nested = (levels: number, open: string, leaf: string): string =>
  open.repeat(levels) + leaf + '}'.repeat(levels * (open.split('{').length - 1));

const POSTS_OF_TOPICS = 'posts(first: 100) { nodes { topics { ';

/** A query of under 1 kB whose fragments expand to more than 2^`levels` fields. */
const chained = (levels: number): string => {
  const fragments = Array.from({ length: levels }, (_, n) => {
    const next = n + 1 < levels ? `...F${n + 1}` : 'slug';
    return `fragment F${n} on Topic{a:related{${next}} b:related{${next}}}`;
  });
  return `{topic(slug:"x"){...F0}} ${fragments.join('')}`;
};

const aliased = (count: number, field: string): string =>
  `{ ${Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ')} }`;

describe('A small query that needs much work is refused before anything is fetched', () => {
  test.each([
    ['Pages in pages, five deep', `{ ${nested(5, POSTS_OF_TOPICS, 'slug')} }`, 'QUERY_TOO_DEEP', 'depth'],
    ['Pages in pages, two deep', `{ ${nested(2, POSTS_OF_TOPICS, 'slug')} }`, 'QUERY_TOO_COMPLEX', 'cost'],
    ['Fragments in fragments, 12 deep', chained(12), 'QUERY_TOO_DEEP', 'depth'],
    ['Fragments in fragments, 9 deep', chained(9), 'QUERY_TOO_COMPLEX', 'selections'],
    ['Many aliases', aliased(100, 'posts { nodes { author { name } } }'), 'QUERY_TOO_COMPLEX', 'aliases'],
    [
      'Repeated introspection',
      aliased(30, '__schema { types { fields { args { name } } } }'),
      'QUERY_TOO_COMPLEX',
      'cost',
    ],
    [
      'Deep introspection',
      `{ __type(name: "Post") { ${nested(30, 'ofType { ', 'name')} } }`,
      'QUERY_TOO_DEEP',
      'depth',
    ],
  ])('%s', async (_, query, code, figure) => {
    const { status, errors, data } = await graphs.execute(query);
    expect({ status, data, errors }).toEqual({
      status: 400,
      data: undefined,
      errors: [
        {
          message: expect.stringMatching(/; at most \d+ (is|are) allowed\. [A-Z]/),
          extensions: { code, [figure]: expect.any(Number), limit: expect.any(Number) },
        },
      ],
    });
  });
});

describe('Variables', () => {
  const POSTS = 'query ($filter: PostFilter) { posts(filter: $filter) { nodes { id } } }';

  test.each([33, 3000])('that are nested %i levels deep are refused', async (depth) => {
    let filter: object = {};
    for (let level = 0; level < depth; level += 1) filter = { not: filter };
    const { status, errors } = await graphs.execute(POSTS, { filter });
    expect(status).toBe(400);
    expect(errors).toEqual([
      { message: expect.stringMatching(/more than 32 levels deep/), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test.each([1001, 100_000])('with a list of %i ids are refused', async (length) => {
    const authorIds = Array.from({ length }, () => 'member');
    const { status, errors } = await graphs.execute(POSTS, { filter: { authorIds } });
    expect(status).toBe(400);
    expect(errors).toEqual([
      {
        message: `A list in the variables has ${length} items; at most 1000 are allowed. Send fewer items in each operation.`,
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  test('may be nested as deep in the document as its number of tokens allows', async () => {
    const { status, errors } = await graphs.execute(
      `{ posts(filter: ${nested(600, '{ not: ', '{}')}) { nodes { id } } }`,
    );
    expect(status).toBeLessThan(500);
    expect(errors?.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL_SERVER_ERROR');
  });
});
