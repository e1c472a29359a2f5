import { openTestDatabase, type TestImports } from '../test/support/import';
import { pageWithClaims } from '../test/support/page-claims';

const WORDS = 'Une haie est une clôture vivante';
const LINES = [`Soirée « La haie ». 🌳 ${WORDS}. Hier soir, tout le monde a planté.`];
const REVIEWER = { wording: 'REVIEWER', reviewer: 'Ana Rossi' };

describe('Texts that the page does not contain', () => {
  let database: TestImports;

  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  const importEvent = (texts: object) =>
    database.importPage(
      pageWithClaims('haies', LINES, {
        events: [
          {
            key: 'evening',
            title: 'La haie',
            slug: 'la-haie',
            lang: 'fr',
            series: null,
            theme: { quote: 'La haie' },
            when: { date: 'Hier soir', quote: 'Hier soir' },
            place: null,
            organisers: [],
            topics: [],
            speakers: [],
            ...texts,
          },
        ],
      }),
    );
  const event = async () =>
    (
      await database.ask<{ post: unknown }>(
        'content',
        '{ post(slug: "la-haie") { summary body { source } revisions { nodes { reason } } } }',
      )
    ).post;

  const importTopic = (definition: object, lines: readonly string[] = LINES) =>
    database.importPage(
      pageWithClaims('haies', lines, {
        topics: [{ slug: 'hedges', labels: { fr: 'Haies', en: 'Hedges' }, definition: { lang: 'fr', ...definition } }],
      }),
    );
  const topic = async () =>
    (
      await database.ask<{ topic: Record<string, unknown> }>(
        'content',
        '{ topic(slug: "hedges") { definitions { lang value wording } quotedFrom { post { slug body { source } } start end } } }',
      )
    ).topic;

  test('The words of a date that is not read are kept, with a warning', async () => {
    const { warnings } = await importEvent({ body: WORDS, when: { date: 'tout le monde', quote: 'tout le monde' } });
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'DATE_ISSUE', message: expect.stringContaining('No date is read') }),
    );
    expect(
      await database.ask(
        'content',
        '{ post(slug: "la-haie") { details { ... on EventDetails { when { edtf raw } } } } }',
      ),
    ).toEqual({ post: { details: { when: { edtf: 'XXXX', raw: 'tout le monde' } } } });
  });

  test.each([
    ['words of the page', WORDS],
    ['a quote', { quote: WORDS }],
  ])('A summary and a body that are %s need no reviewer', async (_, text) => {
    const { claims } = await importEvent({ summary: text, body: text });
    expect(claims?.refused).toEqual([]);
    expect(await event()).toEqual({
      summary: WORDS,
      body: { source: WORDS },
      revisions: { nodes: [{ reason: null }] },
    });
  });

  test('A summary and a body that a named reviewer wrote are stored, and the revision names the reviewer', async () => {
    const { claims } = await importEvent({
      summary: { text: 'On a planté.', ...REVIEWER },
      body: { text: 'Une soirée pour planter.', ...REVIEWER },
    });
    expect(claims?.refused).toEqual([]);
    expect(await event()).toEqual({
      summary: 'On a planté.',
      body: { source: 'Une soirée pour planter.' },
      revisions: {
        nodes: [{ reason: 'summary: words of the reviewer Ana Rossi; body: words of the reviewer Ana Rossi' }],
      },
    });
  });

  test.each([
    ['of nobody', 'On a planté.', 'with the name of the person who wrote it'],
    ['of a reviewer without a name', { text: 'On a planté.', wording: 'REVIEWER' }, 'needs "reviewer"'],
    ['that end within a word of the page', 'Une haie est une clôt', 'the page does not contain this text'],
  ])('A summary in words %s is left out, and the reason says how to correct it', async (_, summary, reason) => {
    const { claims } = await importEvent({ summary, body: WORDS });
    expect(claims?.refused).toEqual([{ key: 'events/evening/summary', reason: expect.stringContaining(reason) }]);
    expect(await event()).toMatchObject({ summary: null, body: { source: WORDS } });
  });

  test('A definition that the page contains is verbatim, with its place in the text that the graph serves', async () => {
    await importTopic({ quote: WORDS });
    const { definitions, quotedFrom } = await topic();
    expect(definitions).toEqual([{ lang: 'fr', value: WORDS, wording: 'SOURCE' }]);
    const { post, start, end } = quotedFrom as {
      readonly post: { readonly slug: string; readonly body: { readonly source: string } };
      readonly start: number;
      readonly end: number;
    };
    expect(post.slug).toBe('haies');
    expect([...post.body.source].slice(start, end).join('')).toBe(WORDS);
  });

  test('A new revision of the page moves the place of the definition, or removes it with the words', async () => {
    await importTopic({ quote: WORDS });
    const before = (await topic())['quotedFrom'] as { readonly start: number };
    await importTopic({ quote: WORDS }, ['Avant tout :', ...LINES]);
    expect(await topic()).toMatchObject({ quotedFrom: { start: before.start + [...'Avant tout :\n\n'].length } });
    await importTopic({ text: 'Des arbres.', ...REVIEWER }, ['Une autre page, sans rien de cela.']);
    expect(await topic()).toMatchObject({
      definitions: [{ lang: 'fr', value: WORDS, wording: 'SOURCE' }],
      quotedFrom: null,
    });
  });

  test('A definition that a named reviewer wrote is marked, and is quoted from no post', async () => {
    await importTopic({ text: 'Des arbres en ligne.', ...REVIEWER });
    expect(await topic()).toEqual({
      definitions: [{ lang: 'fr', value: 'Des arbres en ligne.', wording: 'REVIEWER' }],
      quotedFrom: null,
    });
  });

  test.each([{ text: 'Des arbres.' }, { text: 'Des arbres.', wording: 'REVIEWER' }, { quote: 'Des arbres.' }])(
    'A definition of nobody is left out: %j',
    async (definition) => {
      const { claims } = await importTopic(definition);
      expect(claims?.refused.map(({ key }) => key)).toEqual(['topics/hedges']);
      expect(await topic()).toEqual({ definitions: [], quotedFrom: null });
    },
  );
});
