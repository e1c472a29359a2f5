import { IdempotencyKey, type PersonalData, Report } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Comment } from '../comment/comment.entity';
import { Rsvp } from '../event/rsvp.entity';
import { Attachment } from '../file/attachment.entity';
import { Avatar } from '../file/avatar.entity';
import { Upload } from '../file/upload.entity';
import { Follow } from '../projection/follow.entity';
import { Mention } from '../mention/mention.entity';
import { Post } from '../post/post.entity';
import { Reaction } from '../reaction/reaction.entity';
import { Webhook } from '../webhook/webhook.entity';
import { WebhookDelivery } from '../webhook/webhook-delivery.entity';
import { PostRevision } from '../post/post-revision.entity';

const time = (date: Date | null): string | null => date?.toISOString() ?? null;

const readPosts = async (db: EntityManager, authorId: string) =>
  (await db.find(Post, { where: { authorId }, order: { id: 'ASC' } })).map((post) => ({
    id: post.id,
    kind: post.kind,
    slug: post.slug,
    title: post.title,
    translatedTitles: post.translatedTitles,
    summary: post.summary,
    body: post.bodySource,
    lang: post.lang,
    byline: post.byline,
    writtenForId: post.writtenForId,
    written: post.written?.edtf ?? null,
    status: post.status,
    visibility: post.visibility,
    publishedAt: time(post.publishedAt),
    updatedAt: time(post.updatedAt),
  }));

const readComments = async (db: EntityManager, authorId: string) =>
  (await db.find(Comment, { where: { authorId }, order: { id: 'ASC' } })).map((comment) => ({
    id: comment.id,
    postId: comment.postId,
    parentId: comment.parentId,
    body: comment.bodySource,
    createdAt: time(comment.createdAt),
    editedAt: time(comment.editedAt),
    deleted: comment.deleted,
    moderation: comment.moderation,
  }));

const readReactions = async (db: EntityManager, memberId: string) =>
  (await db.find(Reaction, { where: { memberId }, order: { targetId: 'ASC', kind: 'ASC' } })).map(
    ({ targetId, kind, createdAt }) => ({ targetId, kind, createdAt: time(createdAt) }),
  );

const readReports = async (db: EntityManager, memberId: string) =>
  (await db.find(Report, { where: { memberId }, order: { targetId: 'ASC' } })).map(({ targetId, caseId }) => ({
    targetId,
    caseId,
  }));

const readRevisions = async (db: EntityManager, editorId: string) =>
  (await db.find(PostRevision, { where: { editorId }, order: { id: 'ASC' } })).map((revision) => ({
    postId: revision.postId,
    number: revision.number,
    title: revision.title,
    body: revision.bodySource,
    reason: revision.reason,
    editedAt: time(revision.editedAt),
  }));

const readFollows = async (db: EntityManager, memberId: string) =>
  (await db.find(Follow, { where: { memberId }, order: { targetId: 'ASC' } })).map(({ targetId }) => ({ targetId }));

const readMentions = async (db: EntityManager, targetId: string) =>
  (await db.find(Mention, { where: { targetId }, order: { postId: 'ASC', start: 'ASC' } })).map(
    ({ postId, surface }) => ({ postId, surface }),
  );

const readRsvps = async (db: EntityManager, memberId: string) =>
  (await db.find(Rsvp, { where: { memberId }, order: { postId: 'ASC' } })).map(({ postId, status, createdAt }) => ({
    postId,
    status,
    createdAt: time(createdAt),
  }));

const readIdempotencyKeys = async (db: EntityManager, memberId: string) =>
  (await db.find(IdempotencyKey, { where: { memberId }, order: { createdAt: 'ASC' } })).map((key) => ({
    mutation: key.mutation,
    key: key.key,
    createdAt: time(key.createdAt),
  }));

const readUploads = async (db: EntityManager, memberId: string) =>
  (await db.find(Upload, { where: { memberId }, order: { createdAt: 'ASC', id: 'ASC' } })).map((upload) => ({
    fileName: upload.fileName,
    bytes: upload.bytes,
    createdAt: time(upload.createdAt),
  }));

const readFiles = async (db: EntityManager, memberId: string) =>
  (await db.find(Attachment, { where: { memberId }, order: { createdAt: 'ASC', id: 'ASC' } })).map((file) => ({
    postId: file.postId,
    fileName: file.fileName,
    contentType: file.contentType,
    bytes: file.bytes,
    alt: file.alt,
    createdAt: time(file.createdAt),
  }));

const readAvatars = async (db: EntityManager, memberId: string) =>
  (await db.findBy(Avatar, { memberId })).map(({ id, alt, bytes, createdAt }) => ({
    ...{ id, alt, bytes },
    createdAt: time(createdAt),
  }));

const readWebhooks = async (db: EntityManager, memberId: string) => {
  const webhooks = await db.find(Webhook, { where: { memberId }, order: { id: 'ASC' } });
  const deliveries = await db.find(WebhookDelivery, {
    where: { webhookId: In(webhooks.map(({ id }) => id)) },
    order: { id: 'ASC' },
  });
  return webhooks.map(({ id, url, types, filter, query, format, enabled, createdAt }) => ({
    ...{ id, url, types, filter, query, format, enabled },
    createdAt: time(createdAt),
    deliveries: deliveries
      .filter(({ webhookId }) => webhookId === id)
      .map(({ position, status, sentAt, requestExcerpt, responseExcerpt }) => ({
        ...{ position, status, requestExcerpt, responseExcerpt },
        sentAt: time(sentAt),
      })),
  }));
};

/** Everything that content stores about a member: what they wrote, in every status, and what mentions them. */
export const personalData = async (db: EntityManager, memberId: string): Promise<PersonalData> => ({
  posts: await readPosts(db, memberId),
  comments: await readComments(db, memberId),
  reactions: await readReactions(db, memberId),
  openReports: await readReports(db, memberId),
  revisions: await readRevisions(db, memberId),
  follows: await readFollows(db, memberId),
  mentions: await readMentions(db, memberId),
  rsvps: await readRsvps(db, memberId),
  idempotencyKeys: await readIdempotencyKeys(db, memberId),
  uploads: await readUploads(db, memberId),
  files: await readFiles(db, memberId),
  avatars: await readAvatars(db, memberId),
  webhooks: await readWebhooks(db, memberId),
});
