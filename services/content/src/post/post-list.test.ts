import { content, type ContentContext, PostKind, PostState, TextFormat } from '@wizness/content';
import { type Identity, Role, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news, publishAll } from '../../test/support/samples';

const ADA = idOf('member', 1);
const BOB = idOf('member', 2);
const ORGANISATION = idOf('org', 1);

const body = { source: 'Renault, Renault.', format: TextFormat.PLAIN };
const mentions = [0, 9].map((start) => ({ targetId: ORGANISATION, surface: 'Renault', start, end: start + 7 }));

describe('Lists of posts', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
    const context = open.context();
    await autocommit(context).topics.define([
      { slug: 'work', labels: { en: 'Work' } },
      { slug: 'play', labels: { en: 'Play' } },
    ]);
    const day = (number: number) => ({ publishedAt: new Date(Date.UTC(2025, 0, number)) });
    const details = { question: 'Why?' };
    const [, a2] = await publishAll(context, [
      news('a1', { authorId: ADA, topicSlugs: ['work'], ...day(1) }),
      news('a2', { authorId: BOB, topicSlugs: ['play', 'work'], lang: 'fr', ...day(2) }),
      news('a3', { body, mentions, ...day(3) }),
      { ...news('a4', day(4)), kind: PostKind.CHALLENGE, details },
      news('draft', { authorId: ADA, state: PostState.DRAFT, topicSlugs: ['work'], body, mentions }),
      news('inside', { authorId: BOB, visibility: Visibility.MEMBERS, ...day(5) }),
    ]);
    await autocommit(context).comments.add({ postId: a2 ?? '', authorId: ADA, body: 'Good' });
  });
  afterAll(() => open.close());

  const list = async (args: string, identity?: Identity): Promise<string[]> => {
    const { data, errors } = await open.query(`{ posts${args} { nodes { slug } } }`, {}, identity);
    expect(errors).toBeUndefined();
    return (data?.['posts'] as { nodes: { slug: string }[] }).nodes.map(({ slug }) => slug);
  };

  test.each([
    ['', 'a4 a3 a2 a1'],
    ['(filter: {})', 'a4 a3 a2 a1'],
    ['(filter: { kinds: null, not: null, and: null })', 'a4 a3 a2 a1'],
    ['(filter: { kinds: [CHALLENGE] })', 'a4'],
    ['(filter: { topicSlugs: ["work", "play"] })', 'a2 a1'],
    [`(filter: { authorIds: ["${ADA}"] })`, 'a1'],
    [`(filter: { not: { authorIds: ["${ADA}"] } })`, 'a4 a3 a2'],
    [`(filter: { mentionsIds: ["${ORGANISATION}"] })`, 'a3'],
    ['(filter: { langs: ["fr"] })', 'a2'],
    ['(filter: { publishedAt: { from: "2025-01-02", to: "2025-01-02" } })', 'a2'],
    ['(filter: { publishedAt: { from: "2025-01-03" } })', 'a4 a3'],
    ['(filter: { publishedAt: {} })', 'a4 a3 a2 a1'],
    ['(filter: { statuses: [DRAFT] })', ''],
    ['(filter: { langs: ["de"] })', ''],
    ['(filter: { ids: [] })', ''],
    ['(filter: { or: [{ kinds: [CHALLENGE] }, { langs: ["fr"] }] })', 'a4 a2'],
    ['(filter: { topicSlugs: ["work"], and: [{ langs: ["fr"] }] })', 'a2'],
    ['(filter: { not: {} })', ''],
    ['(filter: { kinds: [] })', ''],
    ['(filter: { or: [] })', ''],
    ['(filter: { not: { topicSlugs: [] } })', 'a4 a3 a2 a1'],
    ['(orderBy: OLDEST)', 'a1 a2 a3 a4'],
    ['(orderBy: MOST_COMMENTED, first: 1)', 'a2'],
    ['(orderBy: RECENTLY_UPDATED, first: 1)', 'a4'],
    ['(last: 2)', 'a2 a1'],
    ['(first: 0)', ''],
  ])('posts%s returns %s', async (args, slugs) => {
    expect((await list(args)).join(' ')).toBe(slugs);
  });

  test.each([
    ['(orderBy: RELEVANCE)', 'BAD_USER_INPUT', /needs `filter.text`/],
    ['(orderBy: RELEVANCE, filter: { not: { text: "x" } })', 'BAD_USER_INPUT', /needs `filter.text`/],
    [`(filter: { authorIds: ["${idOf('post', 1)}"] })`, 'BAD_USER_INPUT', /an id of another type/],
    ['(filter: { publishedAt: { from: "2025-01-02", to: "2025-01-01" } })', 'BAD_USER_INPUT', /ends on 2025-01-01/],
    ['(filter: { not: { not: { not: { not: { not: {} } } } } })', 'BAD_USER_INPUT', /at most 5 levels/],
    [`(filter: { authorIds: [${Array(101).fill('"x"')}] })`, 'BAD_USER_INPUT', /at most 100 are allowed/],
    [`(filter: { and: [${Array(50).fill('{ langs: ["fr"] }')}] })`, 'BAD_USER_INPUT', /at most 50 filters/],
    [`(filter: { text: "${'x'.repeat(501)}" })`, 'BAD_USER_INPUT', /at most 500 are allowed/],
    ['(first: 101)', 'BAD_USER_INPUT', /between 0 and 100/],
    ['(first: 1, last: 1)', 'BAD_USER_INPUT', /not both/],
    ['(after: "bm90")', 'INVALID_CURSOR', /not one of ours/],
  ])('posts%s is refused with %s', async (args, code, message) => {
    const { errors } = await open.query(`{ posts${args} { nodes { slug } } }`);
    expect(errors?.[0]?.extensions['code']).toBe(code);
    expect(errors?.[0]?.message).toMatch(message);
  });

  test('A cursor of another order is refused', async () => {
    const { data } = await open.query('{ posts(first: 1) { pageInfo { endCursor } } }');
    const { pageInfo } = data?.['posts'] as { pageInfo: { endCursor: string } };
    const { errors } = await open.query(
      `{ posts(orderBy: RECENTLY_UPDATED, after: "${pageInfo.endCursor}") { nodes { slug } } }`,
    );
    expect(errors?.[0]?.extensions['code']).toBe('INVALID_CURSOR');
  });

  test('An organisation lists each post that mentions it once, and a member lists their own posts', async () => {
    const { data } = await open.query(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Organisation { all: posts { nodes { slug } totalCount } events: posts(filter: { kinds: [EVENT] }) { nodes { slug } } none: posts(filter: { kinds: [] }) { totalCount } }
        ... on Member { posts { nodes { slug } } }
      } }`,
      {
        representations: [
          { __typename: 'Organisation', id: ORGANISATION },
          { __typename: 'Member', id: ADA },
          { __typename: 'Member', id: 'x' },
        ],
      },
    );
    expect(data?.['_entities']).toEqual([
      { all: { nodes: [{ slug: 'a3' }], totalCount: 1 }, events: { nodes: [] }, none: { totalCount: 0 } },
      { posts: { nodes: [{ slug: 'a1' }] } },
      { posts: { nodes: [] } },
    ]);
  });

  test.each<[Identity | undefined, boolean]>([
    [undefined, false],
    [memberIdentity(ADA), true],
    [memberIdentity(BOB), false],
    [memberIdentity(BOB, { roles: [Role.EDITOR] }), true],
    [memberIdentity(BOB, { roles: [Role.ADMIN] }), true],
    [memberIdentity(BOB, { roles: [Role.MODERATOR] }), false],
    [memberIdentity(ADA, { roles: [] }), false],
    [memberIdentity(ADA, { scopes: ['POSTS_READ'] }), false],
    [memberIdentity(BOB, { roles: [Role.EDITOR], scopes: ['POSTS_READ'] }), false],
  ])('For %p viewerCanUpdate is %p', async (identity, may) => {
    expect((await open.query('{ post(slug: "a1") { viewerCanUpdate } }', {}, identity)).data).toEqual({
      post: { viewerCanUpdate: may },
    });
  });

  test('An unknown id or slug gives null; giving neither or both is refused', async () => {
    const { data } = await open.query(
      '{ a: post(id: "post_x") { id } b: post(slug: "none") { id } topic(slug: "none") { id } }',
    );
    expect(data).toEqual({ a: null, b: null, topic: null });
    for (const by of ['', '(id: "a", slug: "b")']) {
      expect((await open.query(`{ post${by} { id } }`)).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });

  test('A post has its address, its titles and all forms of its body', async () => {
    const source = 'See [us](https://example.org/) <script>';
    // On a database of its own, because the other tests know which posts are listed.
    const alone = await openSubgraph(content);
    await autocommit(alone.context()).posts.publish(
      news('forms', {
        translations: { fr: 'Titre' },
        body: { source, format: TextFormat.MARKDOWN },
        visibility: Visibility.PUBLIC,
      }),
    );
    const { data } = await alone.query(
      '{ post(slug: "forms") { url translations { lang value origin } written { edtf } body { format source text html links { label url rawUrl start end status } warnings } } }',
    );
    await alone.close();
    expect(data?.['post']).toMatchObject({
      url: 'http://127.0.0.1:4000/posts/forms',
      translations: [
        { lang: 'en', value: 'Title of forms', origin: 'ORIGINAL' },
        { lang: 'fr', value: 'Titre', origin: 'HUMAN_TRANSLATION' },
      ],
      written: null,
      body: {
        format: 'MARKDOWN',
        source,
        html: expect.not.stringContaining('<script>'),
        links: [
          {
            label: 'us',
            url: 'https://example.org/',
            rawUrl: 'https://example.org/',
            start: 4,
            end: 30,
            status: 'UNCHECKED',
          },
        ],
        warnings: [],
      },
    });
  });
});
