import { badUserInput, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { writeEvent } from '../event/event.store';
import type { NewDetails } from '../post/new-post';
import { Post } from '../post/post.entity';
import { PostKind } from '../post/post.enums';
import { ArticleDetails } from './article-details.entity';
import { ChallengeDetails } from './challenge-details.entity';
import { GoodPracticeDetails } from './good-practice-details.entity';
import { NewsDetails } from './news-details.entity';

const writeArticle = async (db: EntityManager, id: string, reportsOnId: string | null): Promise<void> => {
  if (reportsOnId === null) return void (await db.delete(ArticleDetails, { id }));
  if (!(await db.existsBy(Post, { id: reportsOnId, kind: PostKind.EVENT }))) {
    throw badUserInput(`There is no event "${reportsOnId}" to report on: publish the event first.`);
  }
  await db.upsert(ArticleDetails, { id, reportsOnId }, ['id']);
};

/** Replaces the details of a post. Throws BAD_USER_INPUT for an unknown event or series. */
export const writeDetails = async (db: EntityManager, clock: Clock, id: string, post: NewDetails): Promise<void> => {
  switch (post.kind) {
    case PostKind.ARTICLE:
      return writeArticle(db, id, post.details?.reportsOnId ?? null);
    case PostKind.NEWS: {
      const { outlet = null, externalUrl = null } = post.details ?? {};
      return void (await db.upsert(NewsDetails, { id, outlet, externalUrl }, ['id']));
    }
    case PostKind.EVENT:
      return writeEvent(db, clock, id, post.details);
    case PostKind.GOOD_PRACTICE: {
      const {
        problem = null,
        approach = null,
        results = null,
        lessons = null,
        organisationIds = [],
      } = post.details ?? {};
      const row = { id, problem, approach, results, lessons, organisationIds: [...organisationIds] };
      return void (await db.upsert(GoodPracticeDetails, row, ['id']));
    }
    case PostKind.CHALLENGE: {
      const { question, opensAt = null, closesAt = null, hostId = null, outcome: outcomeSource = null } = post.details;
      const row = { id, question, opensAt, closesAt, hostId, outcomeSource };
      return void (await db.upsert(ChallengeDetails, row, ['id']));
    }
  }
};
