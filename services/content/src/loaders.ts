import { combineLoaders, createMergeLoaders, type Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { createCommentLoaders } from './comment/comment.loader';
import { createCommentLogLoaders } from './comment-log/comment-log.loader';
import { createDetailsLoaders } from './details/details.loader';
import { createEventLoaders } from './event/event.loader';
import { createRsvpLoaders } from './event/rsvp.loader';
import { createFeedLoaders } from './feed/feed.loader';
import { createFileLoaders } from './file/file.loader';
import { createMentionLoaders } from './mention/mention.loader';
import { createMentionTargetLoaders } from './mention/mention-target.loader';
import { createPostLoaders } from './post/post.loader';
import { createReactionLoaders } from './reaction/reaction.loader';
import { createPostLogLoaders } from './post-log/post-log.loader';
import { createRevisionLoaders } from './post/revision.loader';
import { createHighlightLoaders } from './search/highlight.loader';
import { createTopicLoaders } from './topic/topic.loader';
import { createWebhookLoaders } from './webhook/webhook.loader';

/** Every read of one operation. They return only what `identity` may see. */
export const createLoaders = (db: EntityManager, identity: Identity) => {
  const posts = createPostLoaders(db, identity, createMergeLoaders(db));
  return combineLoaders(
    posts,
    createCommentLogLoaders(db, posts),
    createPostLogLoaders(db, identity),
    createRevisionLoaders(db, identity),
    createDetailsLoaders(db, identity),
    createEventLoaders(db, identity),
    createRsvpLoaders(db, identity),
    createFeedLoaders(db, identity),
    createTopicLoaders(db, identity),
    createMentionLoaders(db),
    createMentionTargetLoaders(db),
    createHighlightLoaders(db),
    createCommentLoaders(db, identity),
    createReactionLoaders(db, identity),
    createFileLoaders(db),
    createWebhookLoaders(db, identity),
  );
};

export type ContentLoaders = ReturnType<typeof createLoaders>;
