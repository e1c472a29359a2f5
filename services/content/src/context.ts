import type { CalendarSelection, SubgraphRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { readCalendar } from './calendar/read-calendar';
import { CommentCommands } from './comment/comment.commands';
import { CommentStore } from './comment/comment.store';
import type { ContentSettings } from './environment';
import { digestPosts } from './digest/digest-candidates';
import { postCards } from './digest/post-card';
import { RsvpStore } from './event/rsvp.store';
import { RsvpCommands } from './event/rsvp.commands';
import { SeriesCommands } from './event/series.commands';
import { SeriesStore } from './event/series.store';
import type { Attachment } from './file/attachment.entity';
import { type Avatar, AVATAR_FILE } from './file/avatar.entity';
import { FileCommands } from './file/file.commands';
import { fileAddress } from './file/file-address';
import { type FileRequest, readFile } from './file/read-file';
import { createObjectStore } from './file/s3-store';
import { UploadStore } from './file/upload.store';
import { ImportCommands } from './import/import.commands';
import { ImportPostCommands } from './import/import-post.commands';
import { ContributionCommands } from './details/contribution.commands';
import { createLoaders } from './loaders';
import { createMentionLinks } from './mention/mention-links';
import { suggestMentions } from './mention/mention-suggestion';
import { PostCommands } from './post/post.commands';
import { ModerationCommands } from './moderation/moderation.commands';
import { PostStore } from './post/post.store';
import { ReactionCommands } from './reaction/reaction.commands';
import { ReactionStore } from './reaction/reaction.store';
import { PublicationCommands } from './post/publication.commands';
import { TopicCommands } from './topic/topic.commands';
import { TopicStore } from './topic/topic.store';
import { WebhookCommands } from './webhook/webhook.commands';
import { WebhookQueueStore } from './webhook/webhook-queue.store';
import { createWebhookSecrets } from './webhook/webhook-secret';

/** What lives as long as the service: its settings, the store of files, and the secrets of webhooks. */
export const createResources = (settings: ContentSettings) => ({
  ...settings,
  objects: createObjectStore(settings),
  webhookSecrets: createWebhookSecrets(settings.webhookKey, settings.webhookKeyFile),
});

export type ContentResources = ReturnType<typeof createResources>;

/** What one operation works with, bound to `db`: the connection pool or a transaction. */
export const createContext = (
  db: EntityManager,
  { identity, clock }: SubgraphRequest,
  { publicUrl, limits, objects, maxUploadBytes: maxBytes, webhookHosts, webhookSecrets }: ContentResources,
) => {
  const postUrl = (slug: string) => `${publicUrl}/posts/${slug}`;
  const loaders = createLoaders(db, identity);
  return {
    identity,
    loaders,
    /** Public URL of a post: `<PUBLIC_URL>/posts/<slug>`. */
    postUrl,
    /** URL of an event as an iCalendar file: `<PUBLIC_URL>/events/<slug>.ics`. */
    icsUrl: (slug: string) => `${publicUrl}/events/${slug}.ics`,
    /** Events as iCalendar. Null if one event is asked for and there is none. */
    readCalendar: (selection: CalendarSelection) => readCalendar(db, identity, selection, { publicUrl, postUrl }),
    /** Addresses of what texts mention. */
    readMentionLinks: createMentionLinks(loaders.mentionTargetByReference, publicUrl),
    suggestMentions: (typed: { readonly prefix: string; readonly first: number }) => suggestMentions(db, typed),
    /** What a mail shows of those of the posts that the caller may see. */
    postCards: (ids: readonly string[]) => postCards(db, identity, ids, postUrl),
    /** Ids of the posts of a digest for the caller; none for an anonymous caller. */
    digestPosts: async (selection: { readonly since: Date; readonly except: readonly string[] }) =>
      identity.memberId === null ? [] : digestPosts(db, { ...identity, memberId: identity.memberId }, selection),
    files: new FileCommands(db, clock, identity, loaders, { objects, publicUrl, maxBytes }),
    /** Takes the bytes of an upload that was permitted. */
    receiveUpload: (sent: { readonly id: string; readonly token: string; readonly bytes: Buffer }) =>
      new UploadStore(db, clock).receive(objects, sent),
    /** A file for whoever has its address. */
    readFile: (request: FileRequest) => readFile(db, objects, request, clock.now()),
    /** Address of a file of a post that the caller has read. Signed if the post is not public. */
    fileUrl: async (file: Attachment, width: number | null) => {
      const isPublic = await loaders.isPublicPost.load(file.postId);
      return fileAddress(file, { publicUrl, width, signedAt: isPublic ? null : clock.now() });
    },
    /** Address of the picture of a member. */
    avatarUrl: ({ id }: Pick<Avatar, 'id'>) => `${publicUrl}/files/${id}/${AVATAR_FILE.fileName}`,
    comments: new CommentCommands(db, clock, identity, loaders),
    moderation: new ModerationCommands(db, clock, identity, loaders),
    reactions: new ReactionCommands(db, clock, identity, loaders),
    posts: new PostCommands(db, clock, identity, loaders, limits),
    publication: new PublicationCommands(db, clock, identity, loaders),
    rsvps: new RsvpCommands(db, clock, identity, loaders),
    contributions: new ContributionCommands(db, clock, identity, loaders),
    series: new SeriesCommands(db, clock, identity),
    topics: new TopicCommands(db, clock, identity, loaders),
    webhooks: new WebhookCommands(db, clock, identity, { secrets: webhookSecrets, openHosts: webhookHosts }),
    /** For the workers that send. */
    webhookQueue: new WebhookQueueStore(db, clock, webhookSecrets),
    imports: new ImportCommands(db, clock, identity, loaders),
    pageImports: new ImportPostCommands(
      db,
      identity,
      loaders,
      (tx) => new ImportCommands(tx, clock, identity, loaders),
    ),
    /** Trusted writes for imports, demo data and tests: the stores check no permission. Use them in `inTransaction`. */
    stores: {
      posts: new PostStore(db, clock),
      comments: new CommentStore(db, clock),
      reactions: new ReactionStore(db, clock),
      topics: new TopicStore(db, clock),
      series: new SeriesStore(db, clock),
      rsvps: new RsvpStore(db, clock),
    },
  };
};

export type ContentContext = ReturnType<typeof createContext>;
