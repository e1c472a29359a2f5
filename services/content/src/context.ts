import type { SubgraphRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { CommentCommands } from './comment/comment.commands';
import { createCommentLoaders } from './comment/comment.loader';
import type { ContentSettings } from './environment';
import { createDetailsLoaders } from './details/details.loader';
import { createEventLoaders } from './event/event.loader';
import { SeriesStore } from './event/series.store';
import { FeedLoader } from './feed/feed.loader';
import { ImportCommands } from './import/import.commands';
import { createMentionLoaders } from './mention/mention.loader';
import { PostCommands } from './post/post.commands';
import { createPostLoaders } from './post/post.loader';
import { TopicCommands } from './topic/topic.commands';
import { createTopicLoaders } from './topic/topic.loader';

/** Everything that one operation uses in this service. */
export const createContext = (
  db: EntityManager,
  { identity, clock }: SubgraphRequest,
  { publicUrl }: ContentSettings,
) => {
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
    /** Public URL of a post: `<PUBLIC_URL>/posts/<slug>`. */
    postUrl: (slug: string) => `${publicUrl}/posts/${slug}`,
    posts: new PostCommands(db, clock, identity, loaders),
    feed: new FeedLoader(db, identity),
    topics: new TopicCommands(db, clock),
    series: new SeriesStore(db, clock),
    comments: new CommentCommands(db, clock, identity),
    imports: new ImportCommands(db, clock, identity, loaders),
  };
};

export type ContentContext = ReturnType<typeof createContext>;
