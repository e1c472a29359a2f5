import { type NewMention, PostKind, TextFormat } from '@wizness/content';
import { FuzzyDate } from '@wizness/kernel';
import type { NewFactValue } from '@wizness/partnerships';
import { type Services, registerPost } from '@wizness/infra';
import { type Circle, makeCircles, state } from './circle';

/** More replies than the article page reads of one comment. */
const MOST_REPLIES = 6;

const MENTIONED = ['organisation', 'person', 'programme', 'partnership', 'member'] as const;

/** A text that names everything in the circles, one name a line, in plain ASCII: an index is a code point. */
const textOf = (circles: readonly Circle[]): { source: string; mentions: NewMention[] } => {
  const mentions: NewMention[] = [];
  let source = 'See [the site](https://example.org/).\n\n';
  for (const circle of circles) {
    for (const kind of MENTIONED) {
      const surface = `${kind} ${circle.name}`;
      mentions.push({ targetId: circle[kind], surface, start: source.length, end: source.length + surface.length });
      source += `${surface}\n`;
    }
  }
  return { source, mentions };
};

const announceEvent = async ({ content }: Services, slug: string, circles: readonly Circle[]): Promise<string> => {
  const { id: seriesId } = await content.series.establish({
    name: `Series ${slug}`,
    organiserId: circles[0]?.organisation,
  });
  const { post } = await content.posts.importEvent({
    slug: `${slug}-event`,
    title: 'An evening',
    lang: 'en',
    body: 'An evening.',
    seriesId,
    when: FuzzyDate.unknown(),
    organiserIds: circles.map(({ organisation }) => organisation),
    speakers: circles.map(({ name, person, organisation }, index) => ({
      position: index + 1,
      name,
      personId: person,
      organisationId: organisation,
    })),
  });
  return post.id;
};

const comment = async ({ content }: Services, postId: string, circles: readonly Circle[]): Promise<void> => {
  await content.inTransaction(async ({ comments }) => {
    for (const { member } of circles) {
      const { id: parentId } = await comments.add({ postId, authorId: member, body: 'A comment.' });
      for (const { member: replier } of circles.slice(0, MOST_REPLIES)) {
        await comments.add({ postId, parentId, authorId: replier, body: 'A reply.' });
      }
    }
  });
};

const rate = async ({ ratings }: Services, postId: string, circles: readonly Circle[]): Promise<void> => {
  for (const { member } of circles) {
    const review = { body: 'Worth reading.', lang: 'en' };
    const { userErrors } = await ratings.ratings.rate({ memberId: member, subjectId: postId, score: 4, review });
    expect(userErrors).toEqual([]);
  }
};

/** A fact of each kind of value about each organisation, all cited from the post. */
const stateFacts = async ({ partnerships }: Services, postId: string, circles: readonly Circle[]): Promise<void> => {
  const claims = circles.flatMap(({ name, organisation, person, programme }) => {
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
  await partnerships.inTransaction((inside) => state(inside, { key: postId, postId }, claims));
};

/**
 * Publishes an article with `count` of everything that it can hold many of: mentions, facts of each kind, speakers,
 * comments, reviews. What there is, is of the same kinds whatever the count.
 */
export const publishCrowdedPage = async (services: Services, slug: string, count: number): Promise<Circle[]> => {
  const names = Array.from({ length: count }, (_, index) => `${slug}-${index + 1}`);
  const circles = await makeCircles(services, names);
  const reportsOnId = await announceEvent(services, slug, circles);
  const { source, mentions } = textOf(circles);
  const published = await services.content.posts.publish({
    kind: PostKind.ARTICLE,
    slug,
    title: 'A crowded page',
    lang: 'en',
    body: { source, format: TextFormat.MARKDOWN },
    authorId: circles[0]?.member,
    topicSlugs: ['covoiturage'],
    mentions,
    details: { reportsOnId },
  });
  const { post } = published;
  await registerPost(services, published);
  await comment(services, post.id, circles);
  await rate(services, post.id, circles);
  await stateFacts(services, post.id, circles);
  return circles;
};
