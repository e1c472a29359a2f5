import { content, type ContentContext, type NewPost, PostKind, PostStatus, TextFormat } from '@wizness/content';
import { Visibility } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { idOf, news } from '../../test/support/samples';

const PLAIN = TextFormat.PLAIN;

describe('publishing', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
    await open.context().topics.define([{ slug: 'work', labels: { fr: 'Travail', en: 'Work' } }]);
  });
  afterAll(() => open.close());

  const read = async (slug: string, fields: string): Promise<Record<string, unknown>> => {
    const { data, errors } = await open.query(`query ($slug: String!) { post(slug: $slug) { ${fields} } }`, { slug });
    expect(errors).toBeUndefined();
    return data?.['post'] as Record<string, unknown>;
  };

  test('the same content again changes nothing, however it is written down', async () => {
    const { posts } = open.context();
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

  test('a change makes a revision, and keeps the one before', async () => {
    const { posts } = open.context();
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

  test('who reads after writing, in one operation, gets what was written', async () => {
    const { posts } = open.context();
    expect(await posts.find({ slug: 'read-again' })).toBeNull();
    await posts.publish(news('read-again'));
    expect(await posts.find({ slug: 'read-again' })).toMatchObject({ revision: 1 });
  });

  test('two writers of one slug make one post', async () => {
    const publish = () => open.context().posts.publish(news('twice'));
    const outcomes = (await Promise.all([publish(), publish(), publish()])).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['CREATED', 'UNCHANGED', 'UNCHANGED']);
  });

  test('a revision replaces topics, mentions and speakers', async () => {
    const { posts } = open.context();
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

  test('a failed import leaves nothing, a good one all', async () => {
    const importing = (slug: string, then: () => Promise<void>) =>
      open.context().inTransaction(async ({ posts, topics, series, comments }) => {
        await topics.define([{ slug, labels: { en: slug } }]);
        await series.define({ name: slug });
        const { post } = await posts.publish(news(slug, { topicSlugs: [slug] }));
        await comments.add({ postId: post.id, authorId: null, body: 'Yes' });
        await then();
      });
    await expect(importing('lost', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await importing('kept', () => Promise.resolve());
    const asked = await open.query(
      '{ lost: post(slug: "lost") { id } topic(slug: "lost") { id } kept: post(slug: "kept") { commentCount topics { slug } } }',
    );
    expect(asked.data).toEqual({ lost: null, topic: null, kept: { commentCount: 1, topics: [{ slug: 'kept' }] } });
  });

  test('a draft has no time of publishing', async () => {
    const { post } = await open.context().posts.publish(news('draft', { status: PostStatus.DRAFT }));
    expect(post.publishedAt).toBeNull();
  });

  test.each<[string, Partial<NewPost>, RegExp]>([
    ['a slug with capitals', { slug: 'Not A Slug' }, /lower-case/],
    ['a blank title', { title: ' ' }, /title/],
    ['a NUL', { title: 'a\0b' }, /NUL/],
    ['half a surrogate pair', { summary: '\ud83d' }, /surrogate/],
    ['one for an organisation that it does not name', { visibility: Visibility.ORGANISATION }, /writtenForId/],
    ['an unknown topic', { topicSlugs: ['work', 'nowhere'] }, /no topic nowhere/],
    [
      'a mention that stands elsewhere',
      { mentions: [{ targetId: idOf('org', 1), surface: 'text', start: 0, end: 4 }] },
      /does not stand/,
    ],
    [
      'a mention of a post',
      { mentions: [{ targetId: idOf('post', 1), surface: 'Some', start: 0, end: 4 }] },
      /can not be a mention/,
    ],
    ['an unsafe address', { kind: PostKind.NEWS, details: { externalUrl: 'javascript:alert(1)' } }, /address/],
  ])('refuses %s', async (_, wrong, message) => {
    const refused = open.context().posts.publish({ ...news('refused'), ...wrong } as NewPost);
    await expect(refused).rejects.toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect((await open.query('{ post(slug: "refused") { id } }')).data).toEqual({ post: null });
  });

  test('refuses a slug of another kind, and references to nothing', async () => {
    const { posts } = open.context();
    await posts.publish(news('taken'));
    const article = { ...news('taken'), kind: PostKind.ARTICLE, details: {} } as NewPost;
    await expect(posts.publish(article)).rejects.toThrow(/belongs to a post of kind NEWS/);
    const dangling = { ...article, slug: 'dangling', details: { reportsOnId: idOf('post', 9) } } as NewPost;
    await expect(posts.publish(dangling)).rejects.toThrow(/no event/);
    await expect(posts.contribute({ challengeId: idOf('post', 9), postId: idOf('post', 8) })).rejects.toThrow(
      /no challenge/,
    );
  });

  test('a text may speak of \\u0000', async () => {
    const { post } = await open
      .context()
      .posts.publish(news('backslash', { title: 'What \\u0000 means, and \\\\u0000' }));
    expect(post.title).toBe('What \\u0000 means, and \\\\u0000');
  });
});
