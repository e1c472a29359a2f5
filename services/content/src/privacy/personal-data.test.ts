import {
  addIdempotencyKey,
  openContentWithMembership,
  type ContentWithMembership,
  followed,
} from '../../test/support/content-with-membership';
import { idOf } from '../../test/support/samples';
import { createMemberContent, ERASED_MEMBER, type MemberContent } from '../../test/support/member-content';

const TIME = expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('Personal data of a member in content', () => {
  let open: ContentWithMembership;
  let memberContent: MemberContent;

  beforeAll(async () => {
    open = await openContentWithMembership();
    memberContent = await createMemberContent(open.context());
    await addIdempotencyKey(open, ERASED_MEMBER);
    await open.deliver(followed(ERASED_MEMBER, idOf('org', 2)), followed(ERASED_MEMBER, idOf('org', 1)));
  });
  afterAll(() => open.close());

  test('Is everything that the member wrote, drafts included, and every mention of the member', async () => {
    const { posts, comments, reactions, openReports, revisions, follows, mentions, idempotencyKeys, rsvps, ...rest } =
      await open.personalDataOf(ERASED_MEMBER);
    expect(rest).toEqual({ uploads: [], files: [], avatars: [], webhooks: [] });
    expect(posts).toHaveLength(6);
    expect(posts?.at(-1)).toEqual({
      id: memberContent.postIds.at(-1),
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
    const [first, answer, last] = memberContent.commentIds;
    const common = {
      postId: memberContent.otherPostId,
      createdAt: TIME,
      editedAt: null,
      deleted: false,
      moderation: 'VISIBLE',
    };
    expect(comments).toEqual([
      { id: first, parentId: null, body: 'Xanadu!', ...common },
      { id: last, parentId: answer, body: 'Xanadu, yes', ...common },
    ]);
    expect(openReports).toEqual([]);
    expect(reactions).toEqual([{ targetId: memberContent.otherPostId, kind: 'LIKE', createdAt: TIME }]);
    expect(revisions).toHaveLength(13);
    expect(revisions?.[0]).toEqual({
      postId: memberContent.otherPostId,
      number: 2,
      title: 'Others',
      body: 'Kubla Khan did decree.',
      reason: 'Xanadu was missing',
      editedAt: TIME,
    });
    expect(follows).toEqual([{ targetId: idOf('org', 1) }, { targetId: idOf('org', 2) }]);
    expect(mentions).toEqual([{ postId: memberContent.otherPostId, surface: 'Kubla' }]);
    expect(rsvps).toEqual([{ postId: memberContent.eventId, status: 'GOING', createdAt: TIME }]);
    expect(idempotencyKeys).toEqual([{ mutation: 'createPost', key: 'key', createdAt: '2026-03-01T00:00:00.000Z' }]);
  });

  test('Is empty for an unknown member', async () => {
    expect(await open.personalDataOf(idOf('member', 99))).toEqual({
      posts: [],
      comments: [],
      reactions: [],
      openReports: [],
      revisions: [],
      follows: [],
      mentions: [],
      rsvps: [],
      idempotencyKeys: [],
      webhooks: [],
      uploads: [],
      files: [],
      avatars: [],
    });
  });
});
