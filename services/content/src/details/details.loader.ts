import { byKey, type ForwardPageArguments, type Identity, loaderPerArguments, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { EventDetails } from '../event/event-details.entity';
import { PostKind } from '../post/post.enums';
import { linkedPosts } from '../post/linked-posts';
import { ArticleDetails } from './article-details.entity';
import { ChallengeDetails } from './challenge-details.entity';
import { Contribution } from './contribution.entity';
import { GoodPracticeDetails } from './good-practice-details.entity';
import { NewsDetails } from './news-details.entity';

const detailsById = <Details extends { readonly id: string }>(db: EntityManager, rows: new () => Details) =>
  byKey(rowsByKey<Details, 'id'>(db, rows, 'id'), (details) => details.id);

export const createDetailsLoaders = (db: EntityManager, identity: Identity) => ({
  /** By kind of the post, then by its id. */
  detailsByKind: {
    [PostKind.ARTICLE]: detailsById(db, ArticleDetails),
    [PostKind.NEWS]: detailsById(db, NewsDetails),
    [PostKind.EVENT]: detailsById(db, EventDetails),
    [PostKind.GOOD_PRACTICE]: detailsById(db, GoodPracticeDetails),
    [PostKind.CHALLENGE]: detailsById(db, ChallengeDetails),
  },
  reportsOnEvent: loaderPerArguments((args: ForwardPageArguments) =>
    linkedPosts(db, identity, { rows: ArticleDetails, postId: 'id', parent: 'reportsOnId' }, args),
  ),
  contributionsToChallenge: loaderPerArguments((args: ForwardPageArguments) =>
    linkedPosts(db, identity, { rows: Contribution, postId: 'postId', parent: 'challengeId' }, args),
  ),
});
