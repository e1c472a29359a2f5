import { content, type ContentContext } from '@wizness/content';
import { anonymous, Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { idOf } from '../../test/support/samples';
import { mutate, newPost, writePost } from '../../test/support/write-posts';

const ADA = memberIdentity(idOf('member', 1));
const BOB = memberIdentity(idOf('member', 2));
const EDITOR = memberIdentity(idOf('member', 3), { roles: [Role.EDITOR] });
const OWN_ORGANISATION = idOf('org', 1);

describe('A member who writes posts', () => {
  let open: OpenSubgraph<ContentContext>;
  beforeAll(async () => {
    open = await openSubgraph(content);
    await autocommit(open.context()).topics.define([{ slug: 'mobility', labels: { en: 'Mobility' } }]);
    await open.context().inTransaction(async ({ stores }) => {
      await stores.series.define({ name: 'Tuesdays' });
    });
  });
  afterAll(() => open.close());

  const count = async (): Promise<number> => (await open.personalDataOf(String(ADA.memberId)))['posts']?.length ?? 0;
  const eventsOf = async (id: string) =>
    (await open.events.read(0, 1000)).filter(({ subject }) => subject === id).map(({ type }) => type);
  const read = async (id: string, fields: string, identity = anonymous) =>
    (await open.query(`query ($id: ID!) { post(id: $id) { ${fields} } }`, { id }, identity)).data?.['post'];

  test('Creates a draft that only they and editors see, and publishes it', async () => {
    const draft = await writePost(open, 'createPost', newPost({ topicSlugs: ['mobility'], summary: ' Short. ' }), ADA);
    expect(draft).toMatchObject({ slug: 'a-title', status: 'DRAFT', revision: 1, publishedAt: null });
    expect(await read(draft.id, 'id')).toBeNull();
    expect(await read(draft.id, 'id', BOB)).toBeNull();
    expect(await read(draft.id, 'summary topics { slug } author { id }', EDITOR)).toEqual({
      summary: 'Short.',
      topics: [{ slug: 'mobility' }],
      author: { id: ADA.memberId },
    });
    const published = await writePost(open, 'publishPost', { id: draft.id }, ADA);
    expect(published).toMatchObject({ status: 'PUBLISHED', revision: 1, publishedAt: expect.any(String) });
    expect(await read(draft.id, 'body { html }')).toEqual({ body: { html: '<p>Some <em>words</em>.</p>\n' } });
    expect(await eventsOf(draft.id)).toEqual(['PostDrafted', 'PostPublished']);
    await writePost(open, 'publishPost', { id: draft.id }, ADA);
    expect(await eventsOf(draft.id)).toHaveLength(2);
  });

  test('Gets a slug of its own for each post with the same title, also for a title without Latin letters', async () => {
    const titles = ['Twice', 'Twice', 'Twice', '持続可能'];
    const posts = await Promise.all(titles.map((title) => writePost(open, 'createPost', newPost({ title }), ADA)));
    const slugs = posts.map(({ slug }) => slug);
    expect(slugs.slice(0, 3).toSorted()).toEqual(['twice', 'twice-2', 'twice-3']);
    expect(slugs[3]).toMatch(/^[a-z0-9]{8}$/);
  });

  test('Creates one post with one idempotency key, however often it is sent, and no second one with another text', async () => {
    const input = newPost({ idempotencyKey: 'once', publish: true });
    const posts = await Promise.all(Array.from({ length: 20 }, () => writePost(open, 'createPost', input, ADA)));
    expect(new Set(posts.map(({ id }) => id)).size).toBe(1);
    const before = await count();
    const second = await mutate(open, 'createPost', { ...input, title: 'Another' }, ADA, 'post { id }');
    expect(second).toMatchObject({ post: null, userErrors: [{ code: 'CONFLICT', field: ['idempotencyKey'] }] });
    expect(await count()).toBe(before);
  });

  test('Makes one revision of a draft that is saved twice without a change', async () => {
    const { id } = await writePost(open, 'createPost', newPost(), ADA);
    const change = { id, expectedRevision: 1, title: 'A title', body: 'Some *words*.', topicSlugs: [], details: {} };
    expect((await writePost(open, 'updatePost', change, ADA)).revision).toBe(1);
    expect((await writePost(open, 'updatePost', { ...change, body: 'Other words.' }, ADA)).revision).toBe(2);
    expect(
      (await writePost(open, 'updatePost', { ...change, expectedRevision: 2, body: 'Other words.' }, ADA)).revision,
    ).toBe(2);
  });

  test('Changes only what the input gives, and keeps what another change wrote', async () => {
    const details = { news: { outlet: 'Le Monde', externalUrl: 'https://example.org/' } };
    const input = newPost({ title: 'Kept', summary: 'Kept', topicSlugs: ['mobility'], details, publish: true });
    const { id, slug } = await writePost(open, 'createPost', input, ADA);
    const fields =
      'title summary topics { slug } details { ... on NewsDetails { outlet externalUrl } } body { source }';
    const changed = await writePost(open, 'updatePost', { id, expectedRevision: 1, body: 'New.' }, ADA, fields);
    expect(changed).toMatchObject({
      ...{ slug, revision: 2, title: 'Kept', summary: 'Kept', topics: [{ slug: 'mobility' }] },
      details: { outlet: 'Le Monde', externalUrl: 'https://example.org/' },
      body: { source: 'New.' },
    });
    const emptied = { id, expectedRevision: 2, summary: null, topicSlugs: [], details: null };
    expect(await writePost(open, 'updatePost', emptied, ADA, fields)).toMatchObject({
      ...{ revision: 3, summary: null, topics: [], details: { outlet: null, externalUrl: null } },
      body: { source: 'New.' },
    });
    expect(await eventsOf(id)).toEqual(['PostPublished', 'PostUpdated', 'PostUpdated']);
  });

  test('Saves one of twenty parallel changes of the same revision; the others get STALE_VERSION with the new one', async () => {
    const { id } = await writePost(open, 'createPost', newPost(), ADA);
    const payloads = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        mutate(open, 'updatePost', { id, expectedRevision: 1, body: `Text ${number}` }, ADA, 'post { revision }'),
      ),
    );
    expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    const stale = payloads.filter(({ userErrors }) => userErrors[0]?.code === 'STALE_VERSION');
    expect(stale).toHaveLength(19);
    expect(stale[0]).toMatchObject({ post: { revision: 2 }, userErrors: [{ field: ['expectedRevision'] }] });
  });

  test('Is told FORBIDDEN for a post of another member, and NOT_FOUND for one that they cannot see', async () => {
    const visible = await writePost(open, 'createPost', newPost({ publish: true }), ADA);
    const draft = await writePost(open, 'createPost', newPost(), ADA);
    const codes = async (id: string) =>
      Promise.all(
        [
          mutate(open, 'updatePost', { id, expectedRevision: 1, title: 'Mine' }, BOB),
          mutate(open, 'publishPost', { id }, BOB),
          mutate(open, 'unpublishPost', { id }, BOB),
          mutate(open, 'deletePost', { id }, BOB),
        ].map(async (payload) => (await payload).userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`)),
      );
    expect((await codes(visible.id)).flat()).toEqual(Array(4).fill('FORBIDDEN id'));
    expect((await codes(draft.id)).flat()).toEqual(Array(4).fill('NOT_FOUND id'));
    expect((await mutate(open, 'deletePost', { id: visible.id }, EDITOR)).userErrors).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
    expect(await writePost(open, 'unpublishPost', { id: visible.id }, EDITOR)).toMatchObject({ status: 'UNPUBLISHED' });
  });

  test('Withdraws a post and publishes it again at the time of its first publication, so that it is not new', async () => {
    const { id, ...first } = await writePost(open, 'createPost', newPost({ publish: true }), ADA);
    expect(await writePost(open, 'unpublishPost', { id }, ADA)).toMatchObject({ status: 'UNPUBLISHED' });
    expect(await read(id, 'id')).toBeNull();
    const newer = await writePost(open, 'createPost', newPost({ publish: true }), ADA);
    const again = await writePost(open, 'publishPost', { id }, ADA);
    expect(again).toMatchObject({ status: 'PUBLISHED', publishedAt: first['publishedAt'] });
    const { data } = await open.query('{ feed(first: 2) { nodes { id } } }');
    expect(data).toMatchObject({ feed: { nodes: [{ id: newer.id }, expect.anything()] } });
    expect(await eventsOf(id)).toEqual(['PostPublished', 'PostUnpublished', 'PostPublished']);
  });

  test('Deletes a post, which nobody but editors sees any more; its comments go with it', async () => {
    const { id } = await writePost(open, 'createPost', newPost({ publish: true }), ADA);
    const { id: commentId } = await autocommit(open.context()).comments.add({ postId: id, authorId: null, body: 'Hm' });
    expect(await mutate(open, 'deletePost', { id }, ADA, 'deletedId')).toMatchObject({ deletedId: id, userErrors: [] });
    expect(await read(id, 'id', ADA)).toBeNull();
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    const { data } = await open.query(entities, { r: [{ __typename: 'Comment', id: commentId }] }, ADA);
    expect(data).toEqual({ _entities: [null] });
    expect(await read(id, 'status', EDITOR)).toEqual({ status: 'REMOVED' });
    expect((await mutate(open, 'deletePost', { id }, ADA)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await mutate(open, 'publishPost', { id }, EDITOR)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await eventsOf(id)).toEqual(['PostPublished', 'PostRemoved']);
  });

  test('Writes for the organisation that has confirmed them, and for no other', async () => {
    const colleague = memberIdentity(String(ADA.memberId), { organisationId: OWN_ORGANISATION });
    const input = newPost({ visibility: 'ORGANISATION', writtenForId: OWN_ORGANISATION });
    expect(await writePost(open, 'createPost', input, colleague, 'writtenFor { id }')).toMatchObject({
      writtenFor: { id: OWN_ORGANISATION },
    });
    const other = await mutate(open, 'createPost', newPost({ writtenForId: idOf('org', 2) }), colleague);
    expect(other.userErrors).toMatchObject([{ code: 'FORBIDDEN', field: ['writtenForId'] }]);
  });

  test('Must be signed in and not suspended', async () => {
    await expect(mutate(open, 'createPost', newPost(), anonymous)).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
    const suspended = memberIdentity(String(ADA.memberId), { roles: [] });
    await expect(mutate(open, 'createPost', newPost(), suspended)).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });

  test.each(['title', 'body', 'lang', 'visibility'])('Cannot remove the %s of a post', async (field) => {
    const { id } = await writePost(open, 'createPost', newPost(), ADA);
    const { userErrors } = await mutate(open, 'updatePost', { id, expectedRevision: 1, [field]: null }, ADA);
    expect(userErrors).toMatchObject([{ code: 'REQUIRED', field: [field] }]);
  });
});
