import { connectionType, ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, createUnionType, Field } from 'type-graphql';
import { ArticleDetails } from '../details/article-details.entity';
import { ChallengeDetails } from '../details/challenge-details.entity';
import { GoodPracticeDetails } from '../details/good-practice-details.entity';
import { NewsDetails } from '../details/news-details.entity';
import { EventDetails } from '../event/event-details.entity';
import { Post } from './post.entity';
import { PostKind } from './post.enums';
import { PostRevision } from './post-revision.entity';

export const PostConnection = connectionType('Post', () => Post, { items: 'posts' });

export const PostRevisionConnection = connectionType('PostRevision', () => PostRevision, { items: 'revisions' });

export const PostDetails = createUnionType({
  name: 'PostDetails',
  description: 'Properties that only one kind of post has.',
  types: () => [ArticleDetails, NewsDetails, EventDetails, GoodPracticeDetails, ChallengeDetails] as const,
});

@ArgsType()
export class PostsAboutArguments extends ForwardPageArguments {
  @Field(() => [PostKind], {
    nullable: true,
    description: 'Only posts of these kinds. Null: all kinds; an empty list: none.',
  })
  readonly kinds?: readonly PostKind[] | null;
}
