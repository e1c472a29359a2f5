import type { SubgraphRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { createCommentLoaders } from './comment/comment.loader';
import { CommentService } from './comment/comment.service';
import { createDetailsLoaders } from './details/details.loader';
import { createEventLoaders } from './event/event.loader';
import { SeriesService } from './event/series.store';
import { FeedService } from './feed/feed.service';
import { createMentionLoaders } from './mention/mention.loader';
import { createPostLoaders } from './post/post.loader';
import { PostService } from './post/post.service';
import { createTopicLoaders } from './topic/topic.loader';
import { TopicService } from './topic/topic.store';

/** All that one operation uses in this service. */
export const createContext = (db: EntityManager, { identity, clock }: SubgraphRequest) => {
  const loaders = {
    ...createPostLoaders(db, identity),
    ...createDetailsLoaders(db, identity),
    ...createEventLoaders(db, identity),
    ...createTopicLoaders(db, identity),
    ...createMentionLoaders(db),
    ...createCommentLoaders(db, identity),
  };
  return {
    identity,
    loaders,
    posts: new PostService(db, clock, identity, loaders),
    feed: new FeedService(db, identity),
    topics: new TopicService(db, clock),
    series: new SeriesService(db, clock),
    comments: new CommentService(db, clock, identity),
  };
};

export type ContentContext = ReturnType<typeof createContext>;
