import type { Identity, SubgraphRequest } from '@wizness/kernel';
import type { DataSource, EntityManager } from 'typeorm';
import { type CommentLoaders, createCommentLoaders } from './comment/comment.loader';
import { CommentService } from './comment/comment.service';
import { createDetailsLoaders, type DetailsLoaders } from './details/details.loader';
import { createEventLoaders, type EventLoaders } from './event/event.loader';
import { SeriesService } from './event/series.service';
import { createMentionLoaders, type MentionLoaders } from './mention/mention.loader';
import { createPostLoaders, type PostLoaders } from './post/post.loader';
import { PostService } from './post/post.service';
import { createTopicLoaders, type TopicLoaders } from './topic/topic.loader';
import { TopicService } from './topic/topic.service';

/** All that one operation uses in this service. */
export interface ContentContext {
  readonly identity: Identity;
  readonly loaders: PostLoaders & DetailsLoaders & EventLoaders & TopicLoaders & MentionLoaders & CommentLoaders;
  readonly posts: PostService;
  readonly topics: TopicService;
  readonly series: SeriesService;
  readonly comments: CommentService;
  /** Runs `work` on a context of its own, all of whose verbs are one transaction: if `work` throws, nothing was done. */
  inTransaction<Result>(work: (context: ContentContext) => Promise<Result>): Promise<Result>;
}

const contextOver = (db: EntityManager, request: SubgraphRequest): ContentContext => {
  const { identity, clock } = request;
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
    topics: new TopicService(db, clock),
    series: new SeriesService(db, clock),
    comments: new CommentService(db, clock),
    inTransaction: (work) => db.transaction((tx) => work(contextOver(tx, request))),
  };
};

export const createContext = (db: DataSource, request: SubgraphRequest): ContentContext =>
  contextOver(db.manager, request);
