import { content, type ContentContext, type NewTopic } from '@wizness/content';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';

const TOPICS: readonly NewTopic[] = [
  {
    slug: 'co-construction',
    labels: { fr: 'Co-construction', en: 'Building together', de: 'Gemeinsam bauen' },
    definition: { fr: 'Bâtir à deux.' },
    related: ['social-business'],
  },
  { slug: 'social-business', labels: { en: 'Social business' }, broader: ['economy'] },
  { slug: 'economy', labels: { fr: 'Économie' } },
];

describe('Topics', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
    await autocommit(open.context()).topics.define(TOPICS);
  });
  afterAll(() => open.close());

  const read = async (slug: string, fields: string) =>
    (await open.query(`{ topic(slug: "${slug}") { ${fields} } }`)).data?.['topic'];

  test('Are returned in the requested language, else in French, else in an available language', async () => {
    const fields = 'label english: label(lang: "en") dutch: label(lang: "nl") definition(lang: "en")';
    expect(await read('co-construction', fields)).toEqual({
      label: 'Co-construction',
      english: 'Building together',
      dutch: 'Co-construction',
      definition: 'Bâtir à deux.',
    });
    expect(await read('social-business', fields)).toMatchObject({ label: 'Social business', definition: null });
  });

  test('Keep the order of their labels, with the original first', async () => {
    expect(await read('co-construction', 'labels { lang origin }')).toEqual({
      labels: [
        { lang: 'fr', origin: 'ORIGINAL' },
        { lang: 'en', origin: 'HUMAN_TRANSLATION' },
        { lang: 'de', origin: 'HUMAN_TRANSLATION' },
      ],
    });
  });

  test('Have all their fields as neighbours of other topics', async () => {
    const fields = 'slug label definition definitions { lang value wording } quotedFrom { start end }';
    const neighbour = await read('social-business', fields);
    expect(await read('co-construction', `related { ${fields} }`)).toEqual({ related: [neighbour] });
  });

  test('Are related in both directions, and broader in one', async () => {
    const fields = 'broader { slug } related { slug }';
    expect(await read('co-construction', fields)).toEqual({ broader: [], related: [{ slug: 'social-business' }] });
    expect(await read('social-business', fields)).toEqual({
      broader: [{ slug: 'economy' }],
      related: [{ slug: 'co-construction' }],
    });
    expect(await read('economy', fields)).toEqual({ broader: [], related: [] });
  });

  test('Keep their ids and are updated when they are defined again', async () => {
    const ids = async () => (await open.query('{ topics { nodes { id slug } } }')).data?.['topics'];
    const before = await ids();
    await autocommit(open.context()).topics.define(TOPICS);
    expect(await ids()).toEqual(before);
    await autocommit(open.context()).topics.define([{ slug: 'economy', labels: { fr: 'Économie', en: 'Economy' } }]);
    expect(await ids()).toEqual(before);
    expect(await read('economy', 'label(lang: "en")')).toEqual({ label: 'Economy' });
  });

  test('Are listed by slug, with the same number of SQL statements for any number of topics', async () => {
    const cost = async (first: number) => {
      open.statements();
      const { data } = await open.query(
        `{ topics(first: ${first}) { nodes { slug postCount broader { slug } related { slug } posts(first: 1) { nodes { slug } } } } }`,
      );
      return {
        slugs: (data?.['topics'] as { nodes: { slug: string }[] }).nodes.map(({ slug }) => slug),
        statements: open.statements().length,
      };
    };
    const one = await cost(1);
    const all = await cost(100);
    expect([one.slugs, all.slugs]).toEqual([['co-construction'], ['co-construction', 'economy', 'social-business']]);
    expect(all.statements).toBe(one.statements);
    expect((await open.query('{ topics(first: 101) { nodes { id } } }')).errors?.[0]?.extensions['code']).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('Are logged when they are new, in one statement', async () => {
    const topics = ['economy', 'energy', 'water'].map((slug) => ({ slug, labels: { fr: slug } }));
    // On a database of its own, because the other tests know all topics.
    const alone = await openSubgraph(content);
    const [economy] = await autocommit(alone.context()).topics.define([
      { slug: 'economy', labels: { fr: 'Économie' } },
    ]);
    alone.statements();
    const [, energy, water] = await autocommit(alone.context()).topics.define(topics);
    expect(alone.statements().filter((sql) => sql.includes('INSERT INTO events'))).toHaveLength(1);
    await autocommit(alone.context()).topics.define(topics);
    const logged = (await alone.events.read(0, 1000)).map(({ type, subject, payload }) => ({ type, subject, payload }));
    await alone.close();
    expect(logged).toEqual(
      [economy, energy, water].map((topic) => ({
        type: 'TopicDefined',
        subject: topic?.id,
        payload: { slug: topic?.slug },
      })),
    );
  });

  test.each([
    [{ slug: 'no label', labels: { fr: 'x' } }, /cannot be a slug/],
    [{ slug: 'no-label', labels: {} }, /needs a label/],
    [{ slug: 'astray', labels: { fr: 'x' }, broader: ['nowhere'] }, /no topic nowhere/],
    [{ slug: 'narcissus', labels: { fr: 'x' }, related: ['narcissus'] }, /related to itself/],
  ])('Refuses %p', async (topic, message) => {
    await expect(autocommit(open.context()).topics.define([topic])).rejects.toThrow(message);
    expect(await read(topic.slug, 'id')).toBeNull();
  });
});
