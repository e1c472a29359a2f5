import {
  Checkpoint,
  MergedSubject,
  ErasedMember,
  IdempotencyKey,
  Job,
  LoggedEvent,
  RateBucket,
  type Storage,
  Measure,
  Report,
} from '@wizness/kernel';
import { Comment } from './comment/comment.entity';
import { ArticleDetails } from './details/article-details.entity';
import { ChallengeDetails } from './details/challenge-details.entity';
import { Contribution } from './details/contribution.entity';
import { GoodPracticeDetails } from './details/good-practice-details.entity';
import { NewsDetails } from './details/news-details.entity';
import { EventDetails } from './event/event-details.entity';
import { EventSeries } from './event/event-series.entity';
import { EventSpeaker } from './event/event-speaker.entity';
import { Rsvp } from './event/rsvp.entity';
import { Follow } from './projection/follow.entity';
import { RatingMean } from './projection/rating-mean.entity';
import { KnownName } from './projection/known-name.entity';
import { Attachment } from './file/attachment.entity';
import { Avatar } from './file/avatar.entity';
import { Upload } from './file/upload.entity';
import { Mention } from './mention/mention.entity';
import { MentionTarget } from './mention/mention-target.entity';
import { MentionWord } from './mention/mention-word.entity';
import { migrations } from './migrations';
import { Post } from './post/post.entity';
import { PostRevision } from './post/post-revision.entity';
import { Reaction } from './reaction/reaction.entity';
import { Tagging } from './topic/tagging.entity';
import { Webhook } from './webhook/webhook.entity';
import { WebhookDelivery } from './webhook/webhook-delivery.entity';
import { Topic } from './topic/topic.entity';
import { TopicRelation } from './topic/topic-relation.entity';

export const storage: Storage = {
  schema: 'content',
  extensions: ['unaccent'],
  entities: [
    Post,
    PostRevision,
    ArticleDetails,
    NewsDetails,
    GoodPracticeDetails,
    ChallengeDetails,
    Contribution,
    EventDetails,
    EventSeries,
    EventSpeaker,
    Rsvp,
    Topic,
    TopicRelation,
    Tagging,
    Mention,
    MentionTarget,
    MentionWord,
    Comment,
    Reaction,
    Measure,
    Report,
    Follow,
    KnownName,
    RatingMean,
    Upload,
    Attachment,
    Avatar,
    Webhook,
    WebhookDelivery,
    ErasedMember,
    LoggedEvent,
    MergedSubject,
    Checkpoint,
    Job,
    RateBucket,
    IdempotencyKey,
  ],
  migrations,
};
