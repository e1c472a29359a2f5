import { defineSubgraph, endMeasureHandler, liftedMeasuresConsumer, mergesConsumer } from '@wizness/kernel';
import { Comment } from './comment/comment.entity';
import { CommentMutationsResolver } from './comment/comment-mutations.resolver';
import { CommentResolver } from './comment/comment.resolver';
import { type ContentContext, createContext, createResources, type ContentResources } from './context';
import { type ContentSettings, contentSettings } from './environment';
import {
  ArticleDetailsResolver,
  ChallengeDetailsResolver,
  GoodPracticeDetailsResolver,
} from './details/details.resolver';
import { EventDetailsResolver, EventSeriesResolver, EventSpeakerResolver } from './event/event.resolver';
import { EventAnswersResolver, RsvpResolver } from './event/rsvp.resolver';
import { reminderHandler } from './event/reminder.job';
import { SeriesMutationsResolver } from './event/series-mutations.resolver';
import { ContributionResolver } from './details/contribution.resolver';
import { EventSeries } from './event/event-series.entity';
import { deleteOrphansHandler } from './file/delete-orphans.job';
import { MemberAvatarResolver } from './file/avatar.resolver';
import { AttachmentResolver, PostFilesResolver } from './file/file.resolver';
import { FeedResolver } from './feed/feed.resolver';
import { followConsumer } from './projection/follow.consumer';
import { knownNameConsumer } from './projection/known-name.consumer';
import { freezeMeansHandler, ratingScoreConsumer } from './projection/rating-score.consumer';
import { memberErasureConsumer } from './privacy/erase-member';
import { hasWritten } from './post/has-written';
import { refuseNewMember } from './post/refuse-new-member';
import { personalData } from './privacy/personal-data';
import { procedures } from './internal-api';
import { memberNameConsumer } from './projection/mention-target.consumer';
import { MentionResolver, MentionSuggestionResolver } from './mention/mention.resolver';
import { moderatedContent } from './moderation/moderated-content';
import { ModerationResolver } from './moderation/moderation.resolver';
import { Post } from './post/post.entity';
import { PostMutationsResolver } from './post/post-mutations.resolver';
import { PostResolver } from './post/post.resolver';
import { publishHandler } from './post/publish-due-post';
import { PostRevisionResolver } from './post/post-revision.resolver';
import { RelatedPostsResolver } from './post/related-posts.resolver';
import { CommentEventResolver } from './comment-log/comment-log.resolver';
import { PostEventResolver } from './post-log/post-log.resolver';
import {
  MemberPostsResolver,
  OrganisationPostsResolver,
  PartnershipPostsResolver,
  PersonPostsResolver,
  ProgrammePostsResolver,
} from './post/posts-about.resolver';
import {
  MemberReference,
  OrganisationReference,
  PartnershipReference,
  PersonReference,
  ProgrammeReference,
} from './references';
import {
  CommentReactionsResolver,
  PostReactionsResolver,
  ReactionMutationsResolver,
} from './reaction/reaction.resolver';
import { HighlightResolver } from './search/highlight.resolver';
import { storage } from './storage';
import { Topic } from './topic/topic.entity';
import { ImportResolver } from './import/import.resolver';
import { TopicMutationsResolver } from './topic/topic-mutations.resolver';
import { TopicResolver } from './topic/topic.resolver';
import { tidyWebhooksHandler } from './webhook/tidy-webhooks.job';
import { WebhookDeliveryResolver, WebhookResolver } from './webhook/webhook.resolver';

export const content = defineSubgraph<ContentContext, ContentSettings, ContentResources>({
  name: 'content',
  settings: contentSettings,
  resolvers: [
    PostResolver,
    PostMutationsResolver,
    PostRevisionResolver,
    RelatedPostsResolver,
    PostFilesResolver,
    AttachmentResolver,
    MemberAvatarResolver,
    PostEventResolver,
    CommentEventResolver,
    FeedResolver,
    HighlightResolver,
    ArticleDetailsResolver,
    GoodPracticeDetailsResolver,
    ChallengeDetailsResolver,
    EventDetailsResolver,
    EventSpeakerResolver,
    EventAnswersResolver,
    RsvpResolver,
    SeriesMutationsResolver,
    ContributionResolver,
    TopicMutationsResolver,
    ImportResolver,
    EventSeriesResolver,
    MentionResolver,
    MentionSuggestionResolver,
    TopicResolver,
    CommentResolver,
    CommentMutationsResolver,
    PostReactionsResolver,
    CommentReactionsResolver,
    ReactionMutationsResolver,
    ModerationResolver,
    WebhookResolver,
    WebhookDeliveryResolver,
    MemberPostsResolver,
    OrganisationPostsResolver,
    ProgrammePostsResolver,
    PartnershipPostsResolver,
    PersonPostsResolver,
  ],
  types: [
    Post,
    Topic,
    EventSeries,
    Comment,
    MemberReference,
    OrganisationReference,
    ProgrammeReference,
    PartnershipReference,
    PersonReference,
  ],
  references: {
    Post: ({ id, slug }, { loaders }) => (id ? loaders.postById.load(id) : loaders.postBySlug.load(slug ?? '')),
    Topic: ({ id, slug }, { loaders }) => (id ? loaders.topicById.load(id) : loaders.topicBySlug.load(slug ?? '')),
    EventSeries: ({ id }, { loaders }) => loaders.seriesById.load(id ?? ''),
    Comment: ({ id }, { loaders }) => loaders.commentById.load(id ?? ''),
    Member: ({ id }) => ({ id }),
    Organisation: ({ id }) => ({ id }),
    Programme: ({ id }) => ({ id }),
    Partnership: ({ id }) => ({ id }),
    Person: ({ id }) => ({ id }),
  },
  storage,
  consumers: [
    followConsumer,
    knownNameConsumer,
    mergesConsumer(),
    memberNameConsumer,
    ratingScoreConsumer,
    memberErasureConsumer,
    liftedMeasuresConsumer(moderatedContent),
  ],
  jobs: ({ objects }) => [
    publishHandler,
    reminderHandler,
    freezeMeansHandler,
    endMeasureHandler(moderatedContent),
    deleteOrphansHandler(objects),
    tidyWebhooksHandler,
  ],
  personalData,
  limits: { hasWritten, refuseNewMember },
  procedures,
  createResources,
  createContext,
});
