import { ErasureMode, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { RateableKind } from '@wizness/ratings';
import { type OpenRatings, openRatings, queryPosts } from '../../test/support/open-ratings';

const ID = 'post_01kdtw8000e0000000000000b1';
const AUTHOR = 'member_author';
const audience = { published: true, visibility: Visibility.PUBLIC, authorId: AUTHOR, organisationId: null };

describe('the audience of a post', () => {
  let open: OpenRatings;
  let subject: string;
  let number = 0;

  beforeAll(async () => {
    open = await openRatings();
  });
  beforeEach(() => {
    number += 1;
    subject = `${ID.slice(0, -2)}${String(number).padStart(2, '0')}`;
  });
  afterAll(() => open.close());

  const consume = (type: string, change: object = {}) =>
    open.consume('content', { type, subject, payload: { kind: 'ARTICLE', revision: 1, ...audience, ...change } });
  const isVisibleTo = async (...viewer: Parameters<typeof memberIdentity> | []) => {
    const identity = viewer.length ? memberIdentity(...viewer) : undefined;
    return (await queryPosts(open, [subject], 'id', identity))[0] !== null;
  };
  const row = async () =>
    (await open.admin.query<object[]>('SELECT * FROM rateable_subjects WHERE id = $1', [subject]))[0];

  test('follows the events of the post, also when one is repeated', async () => {
    await consume('PostDrafted', { published: false });
    expect([await isVisibleTo(), await isVisibleTo(AUTHOR)]).toEqual([false, true]);
    await consume('PostPublished');
    await consume('PostPublished');
    expect(await isVisibleTo()).toBe(true);
    await consume('PostUpdated', { visibility: 'MEMBERS', kind: 'CHALLENGE' });
    expect([await isVisibleTo(), await isVisibleTo('member_other')]).toEqual([false, true]);
    expect(await row()).toMatchObject({ kind: 'CHALLENGE', author_id: AUTHOR });
    for (const type of ['PostUnpublished', 'PostRemoved']) {
      await consume('PostPublished');
      await consume(type, { published: false });
      expect({ type, visible: await isVisibleTo('member_other') }).toEqual({ type, visible: false });
    }
  });

  test('includes the members of the organisation that an ORGANISATION post is written for', async () => {
    await consume('PostPublished', { visibility: 'ORGANISATION', organisationId: 'org_one' });
    expect([
      await isVisibleTo('member_other', { organisationId: 'org_one' }),
      await isVisibleTo('member_other', { organisationId: 'org_two' }),
    ]).toEqual([true, false]);
  });

  test('is kept when the subject is registered again without one', async () => {
    await consume('PostPublished');
    const before = await row();
    await open.write(({ subjects }) => subjects.register({ id: subject, kind: RateableKind.ARTICLE }));
    expect(await row()).toEqual(before);
  });

  test('never names an erased author, in whatever order the events arrive', async () => {
    await consume('PostPublished', { authorId: 'member_erased' });
    await open.erase('member_erased', ErasureMode.ANONYMISE_CONTENT);
    expect(await row()).toMatchObject({ published: true, author_id: null });
    await consume('PostUpdated', { authorId: 'member_erased' });
    expect(await row()).toMatchObject({ published: true, author_id: null });
  });

  test.each([
    ['an unknown kind of post', 'PostPublished', { kind: 'POLL' }],
    ['a kind that is not a post', 'PostPublished', { kind: 'ORGANISATION' }],
    ['another event type', 'TopicDefined', {}],
  ])('is not stored for %s', async (_, type, change) => {
    await consume(type, change);
    expect(await row()).toBeUndefined();
  });

  test.each([
    ['without a kind', { kind: undefined }],
    ['with an unknown visibility', { visibility: 'NEIGHBOURS' }],
    ['without a visibility', { visibility: undefined }],
    ['whose `published` is not a boolean', { published: 'no' }],
  ])('is not changed by an event %s, which fails', async (_, change) => {
    await consume('PostDrafted', { published: false });
    const before = await row();
    await expect(consume('PostPublished', change)).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/PostPublished of post_.* does not match its schema/) },
    });
    expect(await row()).toEqual(before);
  });
});
