import { ErasureMode, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { askSubjects, type Community, openCommunity } from '../../test/support/open-ratings';

const ID = 'post_01kdtw8000e0000000000000b1';
const AUTHOR = 'member_author';
const audience = {
  published: true,
  visibility: Visibility.PUBLIC,
  authorId: AUTHOR as string | null,
  organisationId: null,
};

describe('what content tells of its posts', () => {
  let open: Community;
  let subject: string;
  let number = 0;

  beforeAll(async () => {
    open = await openCommunity();
  });
  beforeEach(() => {
    number += 1;
    subject = `${ID.slice(0, -2)}${String(number).padStart(2, '0')}`;
  });
  afterAll(() => open.close());

  const tell = (type: string, told: object = {}) =>
    open.tell('content', { type, subject, payload: { kind: 'ARTICLE', revision: 1, ...audience, ...told } });
  const isSeenBy = async (asking?: string) => (await askSubjects(open, [subject], 'id', asking))[0] !== null;
  const row = async () =>
    (await open.behind.query<object[]>('SELECT * FROM rateable_subjects WHERE id = $1', [subject]))[0];

  test('opens a post, closes it and opens it again, whatever was told before', async () => {
    await tell('PostDrafted', { published: false });
    expect([await isSeenBy(), await isSeenBy(AUTHOR)]).toEqual([false, true]);
    await tell('PostPublished');
    await tell('PostPublished');
    expect(await isSeenBy()).toBe(true);
    await tell('PostUpdated', { visibility: 'MEMBERS', kind: 'CHALLENGE' });
    expect([await isSeenBy(), await isSeenBy('member_other')]).toEqual([false, true]);
    expect(await row()).toMatchObject({ kind: 'CHALLENGE', author_id: AUTHOR });
    for (const type of ['PostUnpublished', 'PostRemoved']) {
      await tell('PostPublished');
      await tell(type, { published: false });
      expect({ type, seen: await isSeenBy('member_other') }).toEqual({ type, seen: false });
    }
  });

  test('lets colleagues in by the organisation that a post is written for', async () => {
    await tell('PostPublished', { visibility: 'ORGANISATION', organisationId: 'org_one' });
    const seen = async (organisationId: string) =>
      (await askSubjects(open, [subject], 'id', memberIdentity('member_other', { organisationId })))[0] !== null;
    expect([await seen('org_one'), await seen('org_two')]).toEqual([true, false]);
  });

  test('is kept when the subject is registered again without it', async () => {
    await tell('PostPublished');
    const before = await row();
    await open.context().subjects.register({ id: subject, kind: 'ARTICLE' as never });
    expect(await row()).toEqual(before);
  });

  test('does not bring back the author who has left, in whatever order that becomes known', async () => {
    await tell('PostPublished', { authorId: 'member_leaver' });
    await open.erase('member_leaver', ErasureMode.ANONYMISE_CONTENT);
    expect(await row()).toMatchObject({ published: true, author_id: null });
    await tell('PostUpdated', { authorId: 'member_leaver' });
    expect(await row()).toMatchObject({ published: true, author_id: null });
  });

  test.each([
    ['an unknown kind of post', 'PostPublished', { kind: 'POLL' }],
    ['a kind that is not a post', 'PostPublished', { kind: 'ORGANISATION' }],
    ['another event type', 'TopicDefined', {}],
  ])('ignores %s', async (_, type, change) => {
    await tell(type, change);
    expect(await row()).toBeUndefined();
  });

  test.each([
    ['without a kind', { kind: undefined }],
    ['with an unknown visibility', { visibility: 'NEIGHBOURS' }],
    ['without a visibility', { visibility: undefined }],
    ['whose `published` is not a boolean', { published: 'no' }],
  ])('fails for an event %s, and changes nothing', async (_, change) => {
    await tell('PostDrafted', { published: false });
    const before = await row();
    await expect(tell('PostPublished', change)).rejects.toThrow(/PostPublished of post_.* does not match its schema/);
    expect(await row()).toEqual(before);
  });
});
