import { type NewMention, type NewPost, PostKind, TextFormat } from '@wizness/content';
import { FuzzyDate } from '@wizness/kernel';
import type { NewFactValue } from '@wizness/partnerships';
import { type Services, registerPost } from '@wizness/infra';
import { createMentionedEntities, type MentionedEntities, recordStatements } from './mentioned-entities';

/** One more than the article page reads for a comment. */
const MAX_REPLIES = 6;

const MENTIONED_TYPES = ['organisation', 'person', 'programme', 'partnership', 'member'] as const;

/** A text that mentions every entity, one per line. It is ASCII, so that string indices are code point offsets. */
const textOf = (sets: readonly MentionedEntities[]): { source: string; mentions: NewMention[] } => {
  const mentions: NewMention[] = [];
  let source = 'See [the site](https://example.org/).\n\n';
  for (const entities of sets) {
    for (const type of MENTIONED_TYPES) {
      const surface = `${type} ${entities.name}`;
      mentions.push({ targetId: entities[type], surface, start: source.length, end: source.length + surface.length });
      source += `${surface}\n`;
    }
  }
  return { source, mentions };
};

const announceEvent = async (
  { content }: Services,
  slug: string,
  sets: readonly MentionedEntities[],
): Promise<string> => {
  const speakers = sets.map(({ name, person, organisation }, index) => ({
    position: index + 1,
    name,
    personId: person,
    organisationId: organisation,
  }));
  return content.inTransaction(async ({ stores }) => {
    const { id: seriesId } = await stores.series.define({
      name: `Series ${slug}`,
      organiserId: sets[0]?.organisation,
    });
    const organiserIds = sets.map(({ organisation }) => organisation);
    const { post } = await stores.posts.publish({
      kind: PostKind.EVENT,
      slug: `${slug}-event`,
      title: 'An evening',
      lang: 'en',
      body: { source: 'An evening.', format: TextFormat.PLAIN },
      details: { seriesId, when: FuzzyDate.unknown(), organiserIds, speakers },
    });
    return post.id;
  });
};

const comment = async ({ content }: Services, postId: string, sets: readonly MentionedEntities[]): Promise<void> => {
  await content.inTransaction(async ({ stores: { comments } }) => {
    for (const { member } of sets) {
      const { id: parentId } = await comments.add({ postId, authorId: member, body: 'A comment.' });
      for (const { member: replier } of sets.slice(0, MAX_REPLIES)) {
        await comments.add({ postId, parentId, authorId: replier, body: 'A reply.' });
      }
    }
  });
};

const rate = async ({ ratings }: Services, postId: string, sets: readonly MentionedEntities[]): Promise<void> => {
  const review = { body: 'Worth reading.', lang: 'en' };
  await ratings.inTransaction(async ({ stores }) => {
    for (const { member: memberId } of sets) {
      expect(await stores.ratings.rate({ memberId, subjectId: postId, score: 4, review })).not.toBeNull();
    }
  });
};

/** Records a fact of each value kind about each organisation, all citing the post. */
const recordFacts = async (
  { partnerships }: Services,
  postId: string,
  sets: readonly MentionedEntities[],
): Promise<void> => {
  const claims = sets.flatMap(({ name, organisation, person, programme }) => {
    const values: Readonly<Record<string, NewFactValue>> = {
      mobility_platforms: { kind: 'QUANTITY', amount: '9', unit: 'platform', raw: '9' },
      founded: { kind: 'DATE', date: FuzzyDate.fromEdtf('1998'), raw: '1998' },
      stated_view: { kind: 'TEXT', text: 'It works.', lang: 'en', quoted: true, saidById: person },
      parent_organisation: { kind: 'ENTITY', entityId: programme, raw: 'part of it' },
      pays_dividends: { kind: 'BOOLEAN', value: false, raw: 'none' },
    };
    return Object.entries(values).map(([property, value]) => {
      const claim = `${property} of ${name}`;
      return { claim, subjectId: organisation, property, value };
    });
  });
  await partnerships.inTransaction((context) => recordStatements(context, { key: postId, postId }, claims));
};

/**
 * Publishes an article with `count` items in each of its lists: mentions of each type, facts of each value kind, speakers,
 * comments and reviews. The types of the items do not depend on `count`. Returns the mentioned entities.
 */
export const publishCrowdedPage = async (
  services: Services,
  slug: string,
  count: number,
): Promise<MentionedEntities[]> => {
  const names = Array.from({ length: count }, (_, index) => `${slug}-${index + 1}`);
  const sets = await createMentionedEntities(services, names);
  const reportsOnId = await announceEvent(services, slug, sets);
  const { source, mentions } = textOf(sets);
  const article: NewPost = {
    kind: PostKind.ARTICLE,
    slug,
    title: 'A crowded page',
    lang: 'en',
    body: { source, format: TextFormat.MARKDOWN },
    authorId: sets[0]?.member,
    topicSlugs: ['covoiturage'],
    mentions,
    details: { reportsOnId },
  };
  const published = await services.content.inTransaction(({ stores }) => stores.posts.publish(article));
  const { post } = published;
  await registerPost(services, published);
  await comment(services, post.id, sets);
  await rate(services, post.id, sets);
  await recordFacts(services, post.id, sets);
  return sets;
};
