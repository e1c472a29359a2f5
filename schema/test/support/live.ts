import { content, PostKind, TextFormat } from '@wizness/content';
import { readServiceSettings } from '@wizness/infra';
import { BACKGROUND_TIMEOUTS, anonymous, type Clock, deterministicClock } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import type { GraphSettings } from '../../src/graph';
import { demoDatabase, openGraph, silentLog, type TestGraph } from './graphs';
import { type Mailbox, openMailbox } from './mailbox';

/** What the clients of a test subscribe to. */
export const NEW_POSTS = `subscription New($after: Cursor) {
  postPublished(after: $after) { id cursor post { slug } }
}`;

/** An event of {@link NEW_POSTS}. */
export interface NewPost {
  readonly postPublished: {
    readonly id: string;
    readonly cursor: string;
    readonly post: { readonly slug: string } | null;
  };
}

/** A graph in one process, and a writer of posts that is not part of it. */
export interface LiveGraph {
  readonly database: TestDatabase;
  readonly graph: TestGraph;
  readonly mailbox: Mailbox;
  /** Publishes a post for each slug, one after the other. */
  publish(slugs: readonly string[], more?: object): Promise<void>;
  /** Adds a comment to the post with this id. */
  comment(postId: string, body: string): Promise<void>;
  /** Cursor of the newest event of content. */
  newest(): Promise<string>;
  close(): Promise<void>;
}

/** Publishes posts as content does, without a graph. Close it at the end. */
const openWriter = async (url: string, clock: Clock) => {
  const pool = { url, poolSize: 4, timeouts: BACKGROUND_TIMEOUTS };
  const writer = await content.open({ database: pool, settings: readServiceSettings({}).content, log: silentLog });
  return {
    publish: async (slugs: readonly string[], more: object = {}): Promise<void> => {
      for (const slug of slugs) {
        const body = { source: 'Some words.', format: TextFormat.PLAIN };
        const post = { kind: PostKind.NEWS as const, lang: 'en', title: slug, slug, body, ...more };
        const { inTransaction } = writer.createContext({ identity: anonymous, clock });
        await inTransaction(({ stores }) => stores.posts.publish(post));
      }
    },
    comment: async (postId: string, body: string): Promise<void> => {
      const { inTransaction } = writer.createContext({ identity: anonymous, clock });
      await inTransaction(({ stores }) => stores.comments.add({ postId, authorId: null, body }));
    },
    newest: async () => `content.${String(await writer.events.newest()).padStart(16, '0')}`,
    close: () => writer.close(),
  };
};

/** Opens a graph with demo data. `name` makes its ids its own. */
export const openLive = async (
  name: string,
  options: Pick<GraphSettings, 'subscriptionTiming' | 'subscriptionLimits'> = {},
): Promise<LiveGraph> => {
  const mailbox = await openMailbox();
  const database = await demoDatabase();
  const writer = await openWriter(database.url, deterministicClock('2026-06-01T00:00:00Z', name));
  const graph = await openGraph('embedded', database, { settings: mailbox.settings, examples: [], ...options });
  return {
    database,
    graph,
    mailbox,
    publish: writer.publish,
    comment: writer.comment,
    newest: writer.newest,
    close: async () => {
      await graph.close();
      await writer.close();
      await database.drop();
      await mailbox.remove();
    },
  };
};
