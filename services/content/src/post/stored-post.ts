import type { EntityManager } from 'typeorm';
import { ArticleDetails } from '../details/article-details.entity';
import { ChallengeDetails } from '../details/challenge-details.entity';
import { GoodPracticeDetails } from '../details/good-practice-details.entity';
import { NewsDetails } from '../details/news-details.entity';
import { storedEvent } from '../event/stored-event';
import { Mention } from '../mention/mention.entity';
import { Tagging } from '../topic/tagging.entity';
import { Topic } from '../topic/topic.entity';
import type { NewDetails, NewPost } from './new-post';
import type { Post } from './post.entity';
import { PostKind } from './post.enums';

const storedDetails = async (db: EntityManager, { id, kind }: Pick<Post, 'id' | 'kind'>): Promise<NewDetails> => {
  switch (kind) {
    case PostKind.ARTICLE:
      return { kind, details: { reportsOnId: (await db.findOneBy(ArticleDetails, { id }))?.reportsOnId ?? null } };
    case PostKind.NEWS: {
      const { outlet, externalUrl } = await db.findOneByOrFail(NewsDetails, { id });
      return { kind, details: { outlet, externalUrl } };
    }
    case PostKind.EVENT:
      return { kind, details: await storedEvent(db, id) };
    case PostKind.GOOD_PRACTICE: {
      const { problem, approach, results, lessons, organisationIds } = await db.findOneByOrFail(GoodPracticeDetails, {
        id,
      });
      return { kind, details: { problem, approach, results, lessons, organisationIds } };
    }
    case PostKind.CHALLENGE: {
      const { question, opensAt, closesAt, hostId, outcomeSource } = await db.findOneByOrFail(ChallengeDetails, { id });
      return { kind, details: { question, opensAt, closesAt, hostId, outcome: outcomeSource } };
    }
  }
};

/** The topics of a post in their order. */
export const storedTopicSlugs = async (db: EntityManager, postId: string): Promise<readonly string[]> =>
  (
    await db
      .createQueryBuilder(Topic, 'topic')
      .innerJoin(Tagging, 'tagging', 'tagging.topicId = topic.id AND tagging.postId = :postId', { postId })
      .orderBy('tagging.position')
      .getMany()
  ).map(({ slug }) => slug);

/** A stored post in the form in which it is written. Its mentions are those that its author or importer stated. */
export const storedPost = async (db: EntityManager, post: Post): Promise<NewPost> => {
  const mentions = await db.find(Mention, { where: { postId: post.id, foundByName: false }, order: { start: 'ASC' } });
  const text = {
    slug: post.slug,
    title: post.title,
    lang: post.lang,
    translations: post.translatedTitles,
    summary: post.summary,
    body: { source: post.bodySource, format: post.bodyFormat },
    authorId: post.authorId,
    byline: post.byline,
    writtenForId: post.writtenForId,
    topicSlugs: await storedTopicSlugs(db, post.id),
    mentions: mentions.map(({ targetId, surface, start, end }) => ({ targetId, surface, start, end })),
    state: post.state,
    visibility: post.visibility,
    written: post.written,
  };
  return { ...text, ...(await storedDetails(db, post)) };
};
