import { authorise, badUserInput, type Clock, type Identity, isAllowed } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { mergeEvent } from '../event/merge-event';
import { type IdentifiedSeries, SeriesStore } from '../event/series.store';
import { findMentions } from '../mention/find-mentions';
import { Mention } from '../mention/mention.entity';
import { checkPost, checkSameKind } from '../post/check-post';
import type { NewPost, PublishedPost } from '../post/new-post';
import { Post } from '../post/post.entity';
import { clearPost, type PostLoaders } from '../post/post.loader';
import { PostStore } from '../post/post.store';
import { refuseBroaderCircle } from '../topic/broader-circle';
import { checkTopics } from '../topic/check-topics';
import { topicsNamed } from '../topic/tagging.store';
import { TopicStore } from '../topic/topic.store';
import { eventPost, pagePost } from './imported-posts';
import { keepUnsaid } from './keep-unsaid';
import type { ImportedPage, ImportedSeries, PageImport } from './page-import';

const idOf = (ids: ReadonlyMap<string, string>, what: string, key: string): string => {
  const id = ids.get(key);
  if (id === undefined) throw badUserInput(`There is no ${what} "${key}" in this import: add it, or name another.`);
  return id;
};

export class ImportCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: PostLoaders,
  ) {}

  /**
   * Checks texts, slugs, kinds and topics without writing anything, so that a caller can check before it writes elsewhere.
   * Keys and ids of other services are not checked. Throws BAD_USER_INPUT.
   */
  async check(input: PageImport): Promise<void> {
    const { topics = [], events = [], publishedAt } = input;
    checkTopics(topics);
    const posts = [
      ...events.map((event) => eventPost(event, publishedAt, null)),
      pagePost(input, { mentions: [], reportsOnId: null }),
    ];
    for (const post of posts) checkPost(post);
    const defined = new Set(topics.map(({ slug }) => slug));
    const named = [
      ...topics.flatMap(({ broader = [], related = [] }) => [...broader, ...related]),
      ...posts.flatMap(({ topicSlugs = [] }) => topicSlugs),
    ];
    await topicsNamed(
      this.db,
      named.filter((slug) => !defined.has(slug)),
    );
    await refuseBroaderCircle(this.db, topics);
    await this.checkKinds(posts);
  }

  /**
   * Writes a page with its topics, series, events and mentions in one transaction. The same import again changes nothing;
   * a changed page is a new revision of its post. Throws UNAUTHENTICATED or FORBIDDEN if the caller may not change every
   * post, BAD_USER_INPUT for an invalid import; nothing is written then.
   */
  async importPage(input: PageImport): Promise<ImportedPage> {
    // The operator of a command has the role but no member id, which `authorise` requires.
    if (!isAllowed(this.identity, 'UPDATE_EVERY_POST')) authorise(this.identity, 'UPDATE_EVERY_POST');
    await this.check(input);
    const imported = await this.db.transaction((tx) => this.write(tx, input));
    for (const { post } of [imported.post, ...imported.events.values()]) clearPost(this.loaders, post);
    return imported;
  }

  private async write(tx: EntityManager, input: PageImport): Promise<ImportedPage> {
    const { page, topics = [], series = [], publishedAt, reportsOn, nameables = [], explicitMentions = [] } = input;
    const topicDifferences = await new TopicStore(tx, this.clock).merge(topics);
    const seriesByKey = await this.writeSeries(tx, series);
    const seriesIds = new Map(
      [...seriesByKey].map(
        ([
          key,
          {
            series: { id },
          },
        ]) => [key, id],
      ),
    );
    const posts = new PostStore(tx, this.clock);
    const events = new Map<string, PublishedPost>();
    for (const event of input.events ?? []) {
      const seriesId = event.seriesKey && idOf(seriesIds, 'series', event.seriesKey);
      const merged = await mergeEvent(tx, { ...event, details: { ...event.details, seriesId } });
      events.set(event.key, await posts.publish(eventPost(merged, publishedAt, merged.details.seriesId)));
    }
    const eventIds = new Map([...events].map(([key, { post }]) => [key, post.id]));
    const mentions = findMentions(page.body, nameables, explicitMentions);
    const reportsOnId = reportsOn ? idOf(eventIds, 'event', reportsOn) : null;
    const whole = await keepUnsaid(tx, pagePost(input, { mentions, reportsOnId }));
    const post = await posts.publish(whole, page.sha256);
    return {
      post,
      events,
      series: seriesByKey,
      topicDifferences,
      mentionCount: await tx.countBy(Mention, { postId: post.post.id }),
    };
  }

  /** Writes the series of an import; `sameAs` may be the key of one that is given before. */
  private async writeSeries(
    tx: EntityManager,
    series: readonly ImportedSeries[],
  ): Promise<ReadonlyMap<string, IdentifiedSeries>> {
    const written = new Map<string, IdentifiedSeries>();
    const idFor = (reference: string): string => written.get(reference)?.series.id ?? reference;
    for (const { key, sameAsId, distinctFromIds = [], ...each } of series) {
      const decisions = {
        sameAsId: sameAsId == null ? null : idFor(sameAsId),
        distinctFromIds: distinctFromIds.map(idFor),
      };
      written.set(key, await new SeriesStore(tx, this.clock).identify({ ...each, ...decisions }));
    }
    return written;
  }

  private async checkKinds(posts: readonly NewPost[]): Promise<void> {
    const slugs = posts.map(({ slug }) => slug);
    const existing = await this.db.findBy(Post, { slug: In(slugs) });
    for (const post of posts) {
      const known = existing.find(({ slug }) => slug === post.slug);
      if (known) checkSameKind(known, post);
    }
  }
}
