import { content, type ContentContext, PostKind, PostState } from '@wizness/content';
import { FuzzyDate, Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news } from '../../test/support/samples';

const ADA = idOf('member', 1);
/** Events by slug; the first two are of one series. */
const EVENTS = {
  spring: '2012-04-03',
  summer: '2012-06/2012-08',
  decade: '201X',
  unknown: 'XXXX',
  until: '../2011',
} as const;

describe('Filters and orders of posts', () => {
  let open: OpenSubgraph<ContentContext>;
  let seriesId: string;

  beforeAll(async () => {
    open = await openSubgraph(content);
    const { posts, topics, series } = autocommit(open.context());
    await topics.define([
      { slug: 'mobility', labels: { fr: 'Mobilité', en: 'Mobility' } },
      { slug: 'work', labels: { fr: 'L’œuvre & le travail' } },
    ]);
    seriesId = (await series.define({ name: 'Les Mardis & Co' })).id;
    await series.define({ name: 'Autre série' });
    const kind = PostKind.EVENT;
    let day = 1;
    for (const [slug, when] of Object.entries(EVENTS)) {
      const details = { when: FuzzyDate.fromEdtf(when), seriesId: day < 3 ? seriesId : null };
      await posts.publish({ ...news(slug), kind, details, publishedAt: new Date(Date.UTC(2025, 0, day++)) });
    }
    const publishedAt = new Date(Date.UTC(2025, 1, 1));
    await posts.publish(news('plain', { topicSlugs: ['mobility'], publishedAt }));
    await posts.publish(news('draft', { state: PostState.DRAFT, authorId: ADA, topicSlugs: ['work'] }));
  });
  afterAll(() => open.close());

  const ask = async (field: string, identity = memberIdentity(ADA)) => {
    const { data, errors } = await open.query(`{ list: ${field} { nodes { slug } totalCount } }`, {}, identity);
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = data?.['list'] as { nodes: { slug: string }[]; totalCount: number };
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ slug }) => slug).join(' ');
  };

  test('Events are in the order of their first possible day, and posts without a date come last', async () => {
    const events = 'filter: { kinds: [EVENT] }';
    expect(await ask(`posts(${events}, orderBy: EVENT_EARLIEST)`)).toBe('decade until spring summer unknown');
    expect(await ask(`posts(${events}, orderBy: EVENT_LATEST)`)).toBe('summer spring until decade unknown');
    expect(await ask('posts(filter: { statuses: [PUBLISHED] }, orderBy: EVENT_EARLIEST)')).toMatch(
      /^decade until spring summer (?:unknown plain|plain unknown)$/,
    );
  });

  test.each([
    ['{ from: "2012-04-03", to: "2012-04-03" }', 'decade spring'],
    ['{ from: "2012-05-01" }', 'decade summer'],
    ['{ to: "2009-12-31" }', 'until'],
    ['{ from: "2011-12-31", to: "2012-01-01" }', 'decade until'],
    ['{ from: "2020-01-01" }', ''],
  ])('eventDate %s finds the events that may take place then', async (range, slugs) => {
    expect(await ask(`posts(filter: { eventDate: ${range} }, orderBy: EVENT_EARLIEST)`)).toBe(slugs);
  });

  test('Ids, states and series restrict a list', async () => {
    expect(await ask(`posts(filter: { seriesIds: ["${seriesId}"] }, orderBy: OLDEST)`)).toBe('spring summer');
    expect(await ask('posts(filter: { statuses: [DRAFT] })')).toBe('draft');
    expect(await ask('posts(filter: { statuses: [DRAFT] })', memberIdentity(idOf('member', 2)))).toBe('');
  });

  test.each([
    ['{ topicSlugs: ["mobilty"] }', ['filter', 'topicSlugs'], ['mobility', 'work']],
    [
      '{ or: [{}, { not: { topicSlugs: ["works"] } }] }',
      ['filter', 'or', 1, 'not', 'topicSlugs'],
      ['work', 'mobility'],
    ],
    ['{ langs: ["xy"] }', ['filter', 'langs'], ['en']],
    [`{ ids: ["${idOf('org', 1)}"] }`, ['filter', 'ids'], ['post_…']],
    [`{ seriesIds: ["${idOf('topic', 1)}"] }`, ['filter', 'seriesIds'], ['series_…']],
    ['{ eventDate: { from: "2012-01-02", to: "2012-01-01" } }', ['filter', 'eventDate'], ['`from` not after `to`']],
  ])('The filter %s is refused with its path and what is accepted', async (filter, argument, accepted) => {
    const { errors } = await open.query(`{ posts(filter: ${filter}) { nodes { slug } } }`);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument, accepted });
  });

  test('Lists below another type take the same filter and orders, and refuse the same', async () => {
    const below = (args: string) =>
      open.query(`{ topic(slug: "mobility") { posts(${args}) { nodes { slug } } } }`, {}, memberIdentity(ADA));
    expect((await below('filter: { kinds: [NEWS] }, orderBy: OLDEST')).data).toEqual({
      topic: { posts: { nodes: [{ slug: 'plain' }] } },
    });
    expect((await below('filter: { text: "title" }, orderBy: RELEVANCE')).errors).toBeUndefined();
    const { errors } = await below('filter: { topicSlugs: ["none"] }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: ['filter', 'topicSlugs'] });
  });

  test('Topics are found by slug and by a label in any language, and sorted by visible posts', async () => {
    expect(await ask('topics')).toBe('mobility work');
    expect(await ask('topics(filter: { text: "MOBILITE" })')).toBe('mobility');
    expect(await ask('topics(filter: { text: "l\'oeuvre et le" })')).toBe('work');
    expect(await ask('topics(filter: { slugs: ["work"] })')).toBe('work');
    expect(await ask('topics(filter: { slugs: [] })')).toBe('');
    await autocommit(open.context()).posts.publish(
      news('second', { state: PostState.DRAFT, topicSlugs: ['work'], authorId: ADA }),
    );
    expect(await ask('topics(orderBy: MOST_POSTS)')).toBe('work mobility');
    expect(await ask('topics(orderBy: MOST_POSTS)', memberIdentity(idOf('member', 2)))).toBe('mobility work');
    expect(await ask('topics(orderBy: MOST_POSTS)', memberIdentity(ADA, { roles: [Role.ADMIN] }))).toBe(
      'work mobility',
    );
  });

  test('Series of events are found by name, spelled in any way, and sorted by their latest event', async () => {
    const names = async (args: string) => {
      const { data, errors } = await open.query(`{ eventSeries(${args}) { nodes { name } totalCount } }`);
      expect(errors).toBeUndefined();
      return (data?.['eventSeries'] as { nodes: { name: string }[] }).nodes.map(({ name }) => name);
    };
    expect(await names('first: 5')).toEqual(['Autre série', 'Les Mardis & Co']);
    expect(await names('orderBy: LATEST_EVENT')).toEqual(['Les Mardis & Co', 'Autre série']);
    expect(await names('filter: { text: "MARDIS ET CO" }')).toEqual(['Les Mardis & Co']);
    expect(await names(`filter: { ids: ["${seriesId}"] }, last: 1`)).toEqual(['Les Mardis & Co']);
  });
});
