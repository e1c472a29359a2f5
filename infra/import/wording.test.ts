import { openTestDatabase, type TestImports } from '../test/support/import';
import { pageWithClaims } from '../test/support/page-claims';

const QUOTE = 'Planter une haie derrière la gare';

const axis = (more: object) => ({ position: 1, inferred: false, quote: QUOTE, ...more });

describe('Words of the source and words of a reviewer', () => {
  let database: TestImports;

  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  const importAxis = (given: object, claims: readonly object[] = []) =>
    database.importPage(
      pageWithClaims('haie', [`Deux chantiers. ${QUOTE}. Le maire : « 40 arbres ».`], {
        programmes: [
          {
            key: 'works',
            names: ['Chantiers de la haie'],
            parent: null,
            partnership: null,
            status: 'ACTIVE',
            participations: [],
            axes: [given],
            criteria: [],
          },
        ],
        sources: [
          {
            key: 'journal',
            kind: 'WEB_PAGE',
            title: 'Le Journal de la haie',
            publisher: null,
            url: null,
            published: null,
            originKey: 'journal',
          },
        ],
        claims,
      }),
    );
  const axes = async (id: string | undefined) => {
    const fields = 'axes { text wording fact { value { ... on TextValue { text wording } } citations { quote } } }';
    const query = `{ programme(id: "${id}") { ${fields} } }`;
    return (await database.ask<{ programme: { axes: unknown[] } }>('partnerships', query)).programme.axes;
  };

  test.each([
    [{}, QUOTE, 'SOURCE'],
    [{ text: 'une haie' }, 'une haie', 'SOURCE'],
    [{ text: 'Reboiser les abords', wording: 'REVIEWER' }, 'Reboiser les abords', 'REVIEWER'],
  ])('An axis with %j has the text "%s" in the words of: %s', async (given, text, wording) => {
    const { ids } = await importAxis(axis(given));
    expect(await axes(ids.get('works'))).toEqual([
      { text, wording, fact: { value: { text, wording }, citations: [{ quote: QUOTE }] } },
    ]);
  });

  test('An axis whose text the quote does not contain is left out, and the reason says how to mark it', async () => {
    const { ids, claims } = await importAxis(axis({ text: 'Reboiser les abords' }));
    expect(await axes(ids.get('works'))).toEqual([]);
    expect(claims?.refused).toEqual([
      { key: 'works (axis 1)', reason: expect.stringContaining('set "wording" to "REVIEWER"') },
    ]);
  });

  test('A claim that the page attributes to a source that was not read says so', async () => {
    const claim = {
      subject: 'club',
      property: 'planning_factor_count',
      measure: 'STATEMENT',
      presence: 'VALUE',
      value: { quantity: '40', unit: 'item' },
      quote: '40 arbres',
    };
    const claims = [
      { ...claim, key: 'own' },
      { ...claim, key: 'reported', source: 'journal' },
    ];
    await importAxis(axis({}), claims);
    const query =
      '{ facts(filter: { properties: ["planning_factor_count"] }) { nodes { issues { code message(lang: "en") } } } }';
    const { facts } = await database.ask<{ facts: { nodes: { issues: unknown[] }[] } }>('partnerships', query);
    expect(facts.nodes.map(({ issues }) => issues).toSorted((one, other) => one.length - other.length)).toEqual([
      [],
      [{ code: 'UNREAD_SOURCE', message: expect.stringContaining('"Le Journal de la haie", which was not read') }],
    ]);
  });
});
