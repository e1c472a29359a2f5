import { connectionType } from '@wizness/kernel';
import { createUnionType } from 'type-graphql';
import { ArticleDetails } from '../details/article-details.entity';
import { ChallengeDetails } from '../details/challenge-details.entity';
import { GoodPracticeDetails } from '../details/good-practice-details.entity';
import { NewsDetails } from '../details/news-details.entity';
import { EventDetails } from '../event/event-details.entity';
import { Post } from './post.entity';
import { PostRevision } from './post-revision.entity';

/** Cost of a root list: its page size, from either end. */
export const ROOT_LIST =
  '@listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)';

export const PostConnection = connectionType('Post', () => Post, { items: 'posts' });

export const PostRevisionConnection = connectionType('PostRevision', () => PostRevision, { items: 'revisions' });

export const PostDetails = createUnionType({
  name: 'PostDetails',
  description: 'Properties that only one kind of post has.',
  types: () => [ArticleDetails, NewsDetails, EventDetails, GoodPracticeDetails, ChallengeDetails] as const,
});
