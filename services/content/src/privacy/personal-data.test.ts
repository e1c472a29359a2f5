import { openBesideMembership, type BesideMembership, followed } from '../../test/support/content-with-membership';
import { idOf } from '../../test/support/samples';
import { type FullLife, LEAVER, liveFully } from '../../test/support/member-content';

const TIME = expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('what content holds of a member', () => {
  let open: BesideMembership;
  let life: FullLife;

  beforeAll(async () => {
    open = await openBesideMembership();
    life = await liveFully(open.context());
    await open.tell(followed(LEAVER, idOf('org', 2)), followed(LEAVER, idOf('org', 1)));
  });
  afterAll(() => open.close());

  test('is all that they wrote, in full, drafts too, and what names them', async () => {
    const { posts, comments, revisions, follows, mentions, ...rest } = await open.personalDataOf(LEAVER);
    expect(rest).toEqual({});
    expect(posts).toHaveLength(6);
    expect(posts?.at(-1)).toEqual({
      id: life.postIds.at(-1),
      kind: 'NEWS',
      slug: 'xanadu-draft',
      title: 'Xanadu xanadu-draft',
      translatedTitles: { fr: 'Xanadu en français' },
      summary: 'Xanadu again',
      body: 'Xanadu lies here.',
      lang: 'en',
      byline: 'Kubla',
      writtenForId: null,
      written: 'XXXX',
      status: 'DRAFT',
      visibility: 'PUBLIC',
      publishedAt: null,
      updatedAt: TIME,
    });
    expect(posts?.[0]).toMatchObject({ publishedAt: TIME });
    const [first, answer, last] = life.commentIds;
    const common = { postId: life.othersPostId, createdAt: TIME, editedAt: null, removed: false };
    expect(comments).toEqual([
      { id: first, parentId: null, body: 'Xanadu!', ...common },
      { id: last, parentId: answer, body: 'Xanadu, yes', ...common },
    ]);
    expect(revisions).toHaveLength(13);
    expect(revisions?.[0]).toEqual({
      postId: life.othersPostId,
      number: 2,
      title: 'Others',
      body: 'Kubla Khan did decree.',
      reason: 'Xanadu was missing',
      editedAt: TIME,
    });
    expect(follows).toEqual([{ targetId: idOf('org', 1) }, { targetId: idOf('org', 2) }]);
    expect(mentions).toEqual([{ postId: life.othersPostId, surface: 'Kubla' }]);
  });

  test('is nothing for who was never here', async () => {
    expect(await open.personalDataOf(idOf('member', 99))).toEqual({
      posts: [],
      comments: [],
      revisions: [],
      follows: [],
      mentions: [],
    });
  });
});
