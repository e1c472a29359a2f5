import { content, type ContentContext, type NewTopic } from '@wizness/content';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';

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

describe('topics', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
    await open.context().topics.define(TOPICS);
  });
  afterAll(() => open.close());

  const read = async (slug: string, fields: string) =>
    (await open.query(`{ topic(slug: "${slug}") { ${fields} } }`)).data?.['topic'];

  test('are told in the language asked for, else in French, else in what there is', async () => {
    const fields = 'label english: label(lang: "en") dutch: label(lang: "nl") definition(lang: "en")';
    expect(await read('co-construction', fields)).toEqual({
      label: 'Co-construction',
      english: 'Building together',
      dutch: 'Co-construction',
      definition: 'Bâtir à deux.',
    });
    expect(await read('social-business', fields)).toMatchObject({ label: 'Social business', definition: null });
  });

  test('keep the order of their labels: the original is the first', async () => {
    expect(await read('co-construction', 'labels { lang origin }')).toEqual({
      labels: [
        { lang: 'fr', origin: 'ORIGINAL' },
        { lang: 'en', origin: 'HUMAN_TRANSLATION' },
        { lang: 'de', origin: 'HUMAN_TRANSLATION' },
      ],
    });
  });

  test('are related both ways, and broader one way', async () => {
    const fields = 'broader { slug } related { slug }';
    expect(await read('co-construction', fields)).toEqual({ broader: [], related: [{ slug: 'social-business' }] });
    expect(await read('social-business', fields)).toEqual({
      broader: [{ slug: 'economy' }],
      related: [{ slug: 'co-construction' }],
    });
    expect(await read('economy', fields)).toEqual({ broader: [], related: [] });
  });

  test('defined again are the same ones, with what is new', async () => {
    const ids = async () => (await open.query('{ topics { id slug } }')).data?.['topics'];
    const before = await ids();
    await open.context().topics.define(TOPICS);
    expect(await ids()).toEqual(before);
    await open.context().topics.define([{ slug: 'economy', labels: { fr: 'Économie', en: 'Economy' } }]);
    expect(await ids()).toEqual(before);
    expect(await read('economy', 'label(lang: "en")')).toEqual({ label: 'Economy' });
  });

  test('are listed by slug, and neighbours cost the same for one as for all', async () => {
    const cost = async (first: number) => {
      open.statements();
      const { data } = await open.query(
        `{ topics(first: ${first}) { slug postCount broader { slug } related { slug } posts(first: 1) { nodes { slug } } } }`,
      );
      return {
        slugs: (data?.['topics'] as { slug: string }[]).map(({ slug }) => slug),
        statements: open.statements().length,
      };
    };
    const one = await cost(1);
    const all = await cost(100);
    expect([one.slugs, all.slugs]).toEqual([['co-construction'], ['co-construction', 'economy', 'social-business']]);
    expect(all.statements).toBe(one.statements);
    expect((await open.query('{ topics(first: 101) { id } }')).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test('are told of when they are new, all at once', async () => {
    const topics = ['economy', 'energy', 'water'].map((slug) => ({ slug, labels: { fr: slug } }));
    // On tables of its own: every other test here knows which topics there are.
    const alone = await openSubgraph(content);
    const [economy] = await alone.context().topics.define([{ slug: 'economy', labels: { fr: 'Économie' } }]);
    alone.statements();
    const [, energy, water] = await alone.context().topics.define(topics);
    expect(alone.statements().filter((sql) => sql.includes('INSERT INTO events'))).toHaveLength(1);
    await alone.context().topics.define(topics);
    const told = (await alone.events.read(0, 1000)).map(({ type, subject, payload }) => ({ type, subject, payload }));
    await alone.close();
    expect(told).toEqual(
      [economy, energy, water].map((topic) => ({ type: 'TopicDefined', subject: topic?.id, payload: {} })),
    );
  });

  test.each([
    [{ slug: 'no label', labels: { fr: 'x' } }, /cannot be a slug/],
    [{ slug: 'no-label', labels: {} }, /needs a label/],
    [{ slug: 'astray', labels: { fr: 'x' }, broader: ['nowhere'] }, /no topic nowhere/],
    [{ slug: 'narcissus', labels: { fr: 'x' }, related: ['narcissus'] }, /related to itself/],
  ])('%p is refused', async (topic, message) => {
    await expect(open.context().topics.define([topic])).rejects.toThrow(message);
    expect(await read(topic.slug, 'id')).toBeNull();
  });
});
