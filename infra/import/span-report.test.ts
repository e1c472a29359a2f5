import { demoPage } from '../test/support/demo-page';
import { openTestDatabase, type TestImports } from '../test/support/import';
import { pageWithClaims } from '../test/support/page-claims';
import { rehearsalText, spanReport } from './span-report';

const claim = (key: string, more: object) => ({
  key,
  subject: 'club',
  property: 'planning_factor_count',
  measure: 'STATEMENT',
  presence: 'VALUE',
  ...more,
});

describe('The report before an import', () => {
  let database: TestImports;

  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  test('Lists each claim with its quote, value and issues, merges, warnings with their offsets, and stores nothing', async () => {
    await database.importPage(pageWithClaims('known', ['Rien.'], {}));
    const stored = await database.allRows();
    const page = pageWithClaims(
      'report',
      ['Le club a planté 12 000 arbres en juillet 2011 &amp; 2 à 3 000 haies.'],
      {
        organisations: [{ key: 'club', kind: 'ASSOCIATION', names: [{ value: 'CLUB Known', kind: 'OFFICIAL' }] }],
        claims: [
          claim('trees', {
            value: { quantity: '12 000 arbres', unit: 'item' },
            quote: '12 000 arbres',
            from: 'juillet 2011',
          }),
          claim('hedges', { value: { quantity: '2 à 3 000 haies', unit: 'item' }, quote: '2 à 3 000 haies' }),
          claim('wrong', { value: { quantity: '5', unit: 'item' }, quote: '5 oiseaux' }),
        ],
      },
      { lang: 'fr' },
    );
    const lines = spanReport(await database.rehearse(page)).split('\n');
    expect(lines.slice(0, 9)).toEqual([
      'trees: planning_factor_count of club, STATEMENT, created',
      '  value: 12000 item (from "12 000 arbres")',
      '  from: 2011-07 (from "juillet 2011")',
      '  quote: "12 000 arbres" at 25 to 38, fr',
      'hedges: planning_factor_count of club, STATEMENT, created',
      '  value: 2000 to 3000 item (from "2 à 3 000 haies")',
      '  quote: "2 à 3 000 haies" at 61 to 76, fr',
      expect.stringMatching(/^ {2}issue: AMBIGUOUS_NUMBER: /),
      '',
    ]);
    expect(lines).toContainEqual(
      expect.stringMatching(/took club "CLUB Known" for org_.*: its name is equal except for spelling/),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/warning: Line 3, column \d+: "&amp;" is an HTML entity.* \(HTML_ENTITY, 55 to 60\)$/),
    );
    expect(lines.at(-1)).toBe('Nothing was stored.');
    expect(await database.allRows()).toEqual(stored);
  });

  test('Of the demo page has every claim of the file, and what is stored afterwards is what it said', async () => {
    const page = demoPage('alter-mardis');
    const rehearsed = await database.rehearse(page);
    const { claims } = await database.importPage(page);
    const keys = (page.claims?.claims ?? []).map(({ key }) => key);
    expect(rehearsed.claims?.statements.map((each) => each.claim)).toEqual(expect.arrayContaining(keys));
    expect(rehearsed.claims?.statements).toEqual(claims?.statements);
    expect(rehearsalText(rehearsed)).not.toContain('warning');
  });
});
