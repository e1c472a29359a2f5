import { type ContentContext, type NewPost, PostKind, PostStatus, TextFormat } from '@wizness/content';
import { FuzzyDate } from '@wizness/kernel';
import { idOf } from './samples';

export const LEAVER = idOf('member', 1);
export const OTHER = idOf('member', 2);

const text = (slug: string, source = 'Xanadu lies here.') => ({
  slug,
  title: `Xanadu ${slug}`,
  lang: 'en',
  body: { source, format: TextFormat.PLAIN },
});

/** Posts of every kind by `authorId`, with the word Xanadu wherever somebody's words may stand. */
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
    { ...common('xanadu-draft'), kind: PostKind.NEWS, status: PostStatus.DRAFT },
  ];
};

export interface FullLife {
  /** Posts by the leaver; their article is the first, and has a comment by the other. */
  readonly postIds: readonly string[];
  /** The other's post, which has three comments that count: the leaver's, the other's answer to it, the leaver's to that. */
  readonly othersPostId: string;
  readonly commentIds: readonly [string, string, string];
}

/** All that a member can leave in content. */
export const liveFully = async ({ posts, topics, comments }: ContentContext): Promise<FullLife> => {
  await topics.define([{ slug: 'work', labels: { en: 'Work' } }]);
  const publish = async (post: NewPost) => (await posts.publish(post)).post.id;
  const others = { ...text('others', 'Kubla Khan did decree.'), title: 'Others', authorId: OTHER, byline: 'Khan' };
  const mentions = [{ targetId: LEAVER, surface: 'Kubla', start: 0, end: 5 }];
  const othersPost = { ...others, mentions, kind: PostKind.CHALLENGE as const, details: { question: 'Where?' } };
  const othersPostId = await publish(othersPost);
  await publish({ ...othersPost, summary: 'Edited', editorId: LEAVER, reason: 'Xanadu was missing' });
  const eventId = await publish({
    ...text('occasion'),
    title: 'Event',
    body: others.body,
    kind: PostKind.EVENT,
    details: { when: FuzzyDate.unknown() },
  });
  const postIds: string[] = [];
  for (const post of postsBy(LEAVER, eventId)) {
    postIds.push(await publish(post));
    await publish({ ...post, summary: 'Xanadu again' });
  }
  const [articleId = ''] = postIds;
  await posts.contribute({ challengeId: othersPostId, postId: articleId });
  await comments.add({ postId: articleId, authorId: OTHER, body: 'Thanks' });
  const on = { postId: othersPostId };
  const first = await comments.add({ ...on, authorId: LEAVER, body: 'Xanadu!' });
  const answer = await comments.add({ ...on, parentId: first.id, authorId: OTHER, body: 'Really?' });
  const last = await comments.add({ ...on, parentId: answer.id, authorId: LEAVER, body: 'Xanadu, yes' });
  return { postIds, othersPostId, commentIds: [first.id, answer.id, last.id] };
};
