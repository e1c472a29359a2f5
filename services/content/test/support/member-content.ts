import { type ContentContext, type NewPost, PostKind, ReactionKind, PostState, TextFormat } from '@wizness/content';
import { FuzzyDate, type Transactional } from '@wizness/kernel';
import { autocommit } from './autocommit';
import { idOf } from './samples';

export const ERASED_MEMBER = idOf('member', 1);
export const OTHER_MEMBER = idOf('member', 2);

const text = (slug: string, source = 'Xanadu lies here.') => ({
  slug,
  title: `Xanadu ${slug}`,
  lang: 'en',
  body: { source, format: TextFormat.PLAIN },
});

/** A post of every kind by `authorId`, with the word Xanadu in every text. */
const postsBy = (authorId: string, reportsOnId: string): NewPost[] => {
  const common = (slug: string) => ({
    ...text(slug),
    authorId,
    editorId: authorId,
    reason: 'Xanadu forgotten',
    byline: 'Kubla',
    translations: { fr: 'Xanadu en français' },
    summary: 'About Xanadu',
    written: FuzzyDate.unknown('in Xanadu'),
    topicSlugs: ['work'],
    mentions: [{ targetId: idOf('org', 1), surface: 'Xanadu', start: 0, end: 6 }],
  });
  const speakers = [{ position: 1, name: 'Xanadu Speaker', title: 'Xanadu' }];
  const when = FuzzyDate.unknown('Xanadu time');
  return [
    { ...common('xanadu-article'), kind: PostKind.ARTICLE, details: { reportsOnId } },
    {
      ...common('xanadu-news'),
      kind: PostKind.NEWS,
      details: { outlet: 'Xanadu', externalUrl: 'https://xanadu.example/' },
    },
    { ...common('xanadu-event'), kind: PostKind.EVENT, details: { theme: 'Xanadu', when, place: 'Xanadu', speakers } },
    { ...common('xanadu-practice'), kind: PostKind.GOOD_PRACTICE, details: { problem: 'Xanadu', results: 'Xanadu' } },
    { ...common('xanadu-challenge'), kind: PostKind.CHALLENGE, details: { question: 'Xanadu?' } },
    { ...common('xanadu-draft'), kind: PostKind.NEWS, state: PostState.DRAFT },
  ];
};

export interface MemberContent {
  /** Posts by the member who will be erased. The first is an article with a comment by the other member. */
  readonly postIds: readonly string[];
  /** Post of the other member, with the three comments of `commentIds`. */
  readonly otherPostId: string;
  /** An event that the member who will be erased has answered. */
  readonly eventId: string;
  /** A comment by the member who will be erased, a reply by the other member, and the first member's reply to that. */
  readonly commentIds: readonly [string, string, string];
}

/** Creates content of every type by one member, and content of another member around it. */
export const createMemberContent = async (context: Transactional<ContentContext>): Promise<MemberContent> => {
  const { posts, topics, comments } = autocommit(context);
  await topics.define([{ slug: 'work', labels: { en: 'Work' } }]);
  const publish = async (post: NewPost) => (await posts.publish(post)).post.id;
  const byOther = {
    ...text('others', 'Kubla Khan did decree.'),
    title: 'Others',
    authorId: OTHER_MEMBER,
    byline: 'Khan',
  };
  const mentions = [{ targetId: ERASED_MEMBER, surface: 'Kubla', start: 0, end: 5 }];
  const challenge = { ...byOther, mentions, kind: PostKind.CHALLENGE as const, details: { question: 'Where?' } };
  const otherPostId = await publish(challenge);
  await publish({ ...challenge, summary: 'Edited', editorId: ERASED_MEMBER, reason: 'Xanadu was missing' });
  const eventId = await publish({
    ...text('occasion'),
    title: 'Event',
    body: byOther.body,
    kind: PostKind.EVENT,
    details: { when: FuzzyDate.unknown() },
  });
  const postIds: string[] = [];
  for (const post of postsBy(ERASED_MEMBER, eventId)) {
    postIds.push(await publish(post));
    await publish({ ...post, summary: 'Xanadu again' });
  }
  const [articleId = ''] = postIds;
  await posts.contribute({ challengeId: otherPostId, postId: articleId });
  await comments.add({ postId: articleId, authorId: OTHER_MEMBER, body: 'Thanks' });
  const on = { postId: otherPostId };
  const first = await comments.add({ ...on, authorId: ERASED_MEMBER, body: 'Xanadu!' });
  const reply = await comments.add({ ...on, parentId: first.id, authorId: OTHER_MEMBER, body: 'Really?' });
  const last = await comments.add({ ...on, parentId: reply.id, authorId: ERASED_MEMBER, body: 'Xanadu, yes' });
  for (const memberId of [ERASED_MEMBER, OTHER_MEMBER]) {
    await context.inTransaction(({ stores }) =>
      stores.reactions.add({ targetId: otherPostId, kind: ReactionKind.LIKE, memberId }),
    );
  }
  await context.inTransaction(({ stores }) => stores.rsvps.accept(eventId, ERASED_MEMBER));
  return { postIds, otherPostId, eventId, commentIds: [first.id, reply.id, last.id] };
};
