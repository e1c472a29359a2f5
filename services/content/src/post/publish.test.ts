import { content, type ContentContext, type NewPost, PostKind, PostState, TextFormat } from '@wizness/content';
import { Visibility } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news } from '../../test/support/samples';

const PLAIN = TextFormat.PLAIN;

describe('Publishing', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
    await autocommit(open.context()).topics.define([{ slug: 'work', labels: { fr: 'Travail', en: 'Work' } }]);
  });
  afterAll(() => open.close());

  const read = async (slug: string, fields: string): Promise<Record<string, unknown>> => {
    const { data, errors } = await open.query(`query ($slug: String!) { post(slug: $slug) { ${fields} } }`, { slug });
    expect(errors).toBeUndefined();
    return data?.['post'] as Record<string, unknown>;
  };

  test('The same content changes nothing, in whatever order its properties are given', async () => {
    const { posts } = autocommit(open.context());
    const first = await posts.publish(news('same', { summary: null, topicSlugs: ['work'], mentions: [] }));
    const { kind, slug, title, lang, body } = news('same');
    const again = await posts.publish({
      body,
      lang,
      title,
      slug,
      kind,
      topicSlugs: ['work'],
      mentions: [],
      reason: 'x',
    } as NewPost);
    expect([first.outcome, again.outcome]).toEqual(['CREATED', 'UNCHANGED']);
    expect(again.post).toEqual(first.post);
  });

  test('Changed content adds a revision and keeps the previous one', async () => {
    const { posts } = autocommit(open.context());
    const before = await posts.publish(news('changing'));
    const after = await posts.publish(
      news('changing', {
        body: { source: 'Other *text*.', format: TextFormat.MARKDOWN },
        reason: 'clearer',
        editorId: idOf('member', 1),
      }),
    );
    expect(after.outcome).toBe('REVISED');
    expect(after.post).toMatchObject({ id: before.post.id, revision: 2, publishedAt: before.post.publishedAt });
    const { revisions } = await read(
      'changing',
      'revisions { nodes { number title body { text } reason editor { id } } totalCount }',
    );
    expect(revisions).toEqual({
      nodes: [
        {
          number: 2,
          title: 'Title of changing',
          body: { text: 'Other text.' },
          reason: 'clearer',
          editor: { id: idOf('member', 1) },
        },
        { number: 1, title: 'Title of changing', body: { text: 'Some text.' }, reason: null, editor: null },
      ],
      totalCount: 2,
    });
  });

  test('Concurrent transactions with one slug create one post', async () => {
    const publish = () => autocommit(open.context()).posts.publish(news('twice'));
    const outcomes = (await Promise.all([publish(), publish(), publish()])).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['CREATED', 'UNCHANGED', 'UNCHANGED']);
  });

  test('A revision replaces topics and mentions', async () => {
    const { posts } = autocommit(open.context());
    const body = { source: 'Renault 🚲 Renault', format: PLAIN };
    const at = (start: number) => ({ targetId: idOf('org', 2), surface: 'Renault', start, end: start + 7 });
    await posts.publish(news('replaced', { body, topicSlugs: ['work'], mentions: [at(10), at(0)] }));
    const fields = 'topics { slug } mentions { surface start end target { __typename ... on Organisation { id } } }';
    const target = { __typename: 'Organisation', id: idOf('org', 2) };
    expect(await read('replaced', fields)).toEqual({
      topics: [{ slug: 'work' }],
      mentions: [
        { surface: 'Renault', start: 0, end: 7, target },
        { surface: 'Renault', start: 10, end: 17, target },
      ],
    });
    await posts.publish(news('replaced', { body }));
    expect(await read('replaced', fields)).toEqual({ topics: [], mentions: [] });
  });

  test('A failed transaction writes nothing, a successful one everything', async () => {
    const write = (slug: string, then: () => Promise<void>) =>
      open.context().inTransaction(async ({ stores: { posts, topics, series, comments } }) => {
        await topics.define([{ slug, labels: { en: slug } }]);
        await series.define({ name: slug });
        const { post } = await posts.publish(news(slug, { topicSlugs: [slug] }));
        await comments.add({ postId: post.id, authorId: null, body: 'Yes' });
        await then();
      });
    await expect(write('lost', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await write('kept', () => Promise.resolve());
    const asked = await open.query(
      '{ lost: post(slug: "lost") { id } topic(slug: "lost") { id } kept: post(slug: "kept") { commentCount topics { slug } } }',
    );
    expect(asked.data).toEqual({ lost: null, topic: null, kept: { commentCount: 1, topics: [{ slug: 'kept' }] } });
  });

  test('A draft has no time of publication', async () => {
    const { post } = await autocommit(open.context()).posts.publish(news('draft', { state: PostState.DRAFT }));
    expect(post.publishedAt).toBeNull();
  });

  test.each<[string, Partial<NewPost>, RegExp]>([
    ['a slug with capitals', { slug: 'Not A Slug' }, /lower-case/],
    ['a blank title', { title: ' ' }, /title/],
    ['a NUL character', { title: 'a\0b' }, /NUL/],
    ['half a surrogate pair', { summary: '\ud83d' }, /surrogate/],
    ['visibility ORGANISATION without an organisation', { visibility: Visibility.ORGANISATION }, /writtenForId/],
    ['an unknown topic', { topicSlugs: ['work', 'nowhere'] }, /no topic nowhere/],
    [
      'a mention at other offsets than its words',
      { mentions: [{ targetId: idOf('org', 1), surface: 'text', start: 0, end: 4 }] },
      /is not at/,
    ],
    [
      'a mention of a post',
      { mentions: [{ targetId: idOf('post', 1), surface: 'Some', start: 0, end: 4 }] },
      /cannot be a mention/,
    ],
    ['an unsafe web address', { kind: PostKind.NEWS, details: { externalUrl: 'javascript:alert(1)' } }, /address/],
  ])('Refuses %s', async (_, wrong, message) => {
    const refused = autocommit(open.context()).posts.publish({ ...news('refused'), ...wrong } as NewPost);
    await expect(refused).rejects.toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect((await open.query('{ post(slug: "refused") { id } }')).data).toEqual({ post: null });
  });

  test('Refuses a slug of a post of another kind, and unknown references', async () => {
    const { posts } = autocommit(open.context());
    await posts.publish(news('taken'));
    const article = { ...news('taken'), kind: PostKind.ARTICLE, details: {} } as NewPost;
    await expect(posts.publish(article)).rejects.toThrow(/belongs to a post of kind NEWS/);
    const dangling = { ...article, slug: 'dangling', details: { reportsOnId: idOf('post', 9) } } as NewPost;
    await expect(posts.publish(dangling)).rejects.toThrow(/no event/);
    await expect(posts.contribute({ challengeId: idOf('post', 9), postId: idOf('post', 8) })).rejects.toThrow(
      /no challenge/,
    );
  });

  test('A text may contain the escape sequence \\u0000', async () => {
    const { post } = await autocommit(open.context()).posts.publish(
      news('backslash', { title: 'What \\u0000 means, and \\\\u0000' }),
    );
    expect(post.title).toBe('What \\u0000 means, and \\\\u0000');
  });
});
