export { content } from './subgraph';
export type { ContentContext } from './context';
export type { CommentInput, CommentResult } from './comment/comment.commands';
export type { NewComment } from './comment/comment.store';
export type { NewSeries } from './event/series.store';
export { findMentions, type ExplicitMention, type Nameable } from './mention/find-mentions';
export type { NewMention } from './mention/new-mention';
export { PageError, type PageErrorCode } from './import/page-error';
export {
  type ImportedEvent,
  type ImportedPage,
  type ImportedSeries,
  PAGE_KINDS,
  type PageImport,
  type PageKind,
} from './import/page-import';
export type { TextWarning } from './rich-text/text-warnings';
export { readWiznessPage, type WiznessPage } from './import/wizness-page';
export type {
  NewArticleDetails,
  NewChallengeDetails,
  NewDetails,
  NewEventDetails,
  NewEventSpeaker,
  NewGoodPracticeDetails,
  NewNewsDetails,
  NewPost,
  NewPostText,
  PublishedPost,
  PublishOutcome,
} from './post/new-post';
export { PostEventType } from './post-log/post-log.types';
export { PostKind, PostState, PostStatus } from './post/post.enums';
export { audienceOf } from './post/post.visibility';
export { TextFormat } from './rich-text/rich-text.enums';
export type { NewTopic } from './topic/new-topic';
export { searchVector, searchWords } from './search/post-search';
export { ReactionKind } from './reaction/reaction.enums';
export { WebhookFormat } from './webhook/webhook.enums';
