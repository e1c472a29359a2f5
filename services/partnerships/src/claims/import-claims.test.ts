import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { type ClaimsFile, type ClaimsImport, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import {
  ANALYST,
  demoPage,
  demoVocabulary,
  importPublic,
  fileExists,
  pageWithClaims,
  readJson,
  readText,
} from '../../test/support/demo-claims';

const FACTS = `nodes {
  property { key } measure presence status confidence country due { edtf latest } validTime { from { edtf } }
  value {
    ... on QuantityValue { amount lower upper approximate raw unit { code per } }
    ... on DateValue { date { edtf } }
  }
  citations { quote start end originKey source { title post { id } } reportsOn { title } }
  issues { code candidates } independentSources contradicts { citations { source { id } } }
} totalCount`;

type Read = {
  property: { key: string };
  measure: string;
  status: string;
  value: Record<string, unknown> | null;
  citations: { quote: string; start: number; end: number; source: { id: string } }[];
  [field: string]: unknown;
};

type FactList = { facts: { nodes: Read[]; totalCount: number } };

type OrganisationRead = {
  organisation: {
    [field: string]: unknown;
    names: { value: string; sources: unknown[] }[];
    people: { roleCode: string; fact: { status: string } }[];
    participations: { in: { name: string } }[];
  };
};

describe('importClaims', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
  });
  afterEach(() => open.close());

  const importPage = (page: ClaimsImport) => importPublic(open.context({ identity: ANALYST }), page);
  const query = async <Data>(document: string): Promise<Data> => {
    const { data, errors } = await open.query(document);
    expect(errors).toBeUndefined();
    return data as Data;
  };
  const factsOf = async (id: string): Promise<Read[]> =>
    (await query<FactList>(`{ facts(first: 100, filter: { subjectIds: ["${id}"] }) { ${FACTS} } }`)).facts.nodes;

  test('Parses numbers and dates from the quoted words', async () => {
    const { subjects } = await importPage(demoPage('alter-mardis'));
    const text = readText('infra/demo/alter-mardis.page.txt');
    const facts = await factsOf(subjects['mobiliz']?.id ?? '');
    const factOf = (key: string, measure: string) =>
      facts.find((fact) => fact.property.key === key && fact.measure === measure);
    const codes = (fact: Read | undefined) => (fact?.['issues'] as { code: string }[]).map(({ code }) => code);
    expect(factOf('mobility_platforms', 'BASELINE')).toMatchObject({
      value: { amount: '9', unit: { code: 'platform' } },
    });
    const target = factOf('mobility_platforms', 'TARGET');
    expect(target).toMatchObject({
      value: { amount: '30' },
      country: 'FR',
      due: { edtf: '../2015', latest: '2015-12-31' },
    });
    expect(codes(target)).toContain('AMBIGUOUS_DATE');
    const people = factOf('people_supported', 'RATE');
    expect(people?.value).toMatchObject({
      amount: null,
      lower: '1000',
      upper: null,
      unit: { code: 'person', per: ['platform', 'year'] },
    });
    expect(people?.['issues']).toContainEqual({ code: 'MALFORMED_NUMBER', candidates: ['1200', '12000'] });
    expect(factOf('return_to_work_rate', 'RATE')?.value).toMatchObject({
      amount: '0.60',
      approximate: true,
      lower: null,
    });
    for (const { citations } of facts) {
      expect(citations).not.toEqual([]);
      for (const { quote, start, end } of citations) expect([...text].slice(start, end).join('')).toBe(quote);
    }
  });

  test('Creates organisations, people and programmes and the relations between them', async () => {
    await importPage(demoPage('alter-mardis'));
    const { organisation } = await query<OrganisationRead>(`{
      organisation(name: "voiture & co") {
        names { value sources { quote source { title } } }
        founded { edtf }
        people { person { name } roleCode fact { property { key } dimensions { name value } } }
        participations { role in { name } fact { citations { quote } } }
      }
    }`);
    expect(organisation['founded']).toEqual({ edtf: '1998' });
    expect(organisation.names.map(({ sources }) => sources.length)).toEqual(organisation.names.map(() => 1));
    expect(organisation.people).toContainEqual({
      person: { name: 'Florence Gilbert' },
      roleCode: 'FOUNDER',
      fact: { property: { key: 'affiliation' }, dimensions: [{ name: 'role', value: 'FOUNDER' }] },
    });
    expect(organisation.participations.map((each) => each.in.name)).toContain('Mobiliz');
  });

  test('A second document contradicts and supports the first, and copies of one origin count as one source', async () => {
    await importPage(demoPage('alter-mardis'));
    const { subjects } = await importPage(demoPage('outside-sources'));
    const mobiliz = await factsOf(subjects['mobiliz']?.id ?? '');
    const launches = mobiliz.filter((fact) => fact.property.key === 'programme_launched');
    expect(
      launches
        .map(({ value, status, contradicts }) => [
          (value?.['date'] as { edtf: string }).edtf,
          status,
          (contradicts as unknown[]).length,
        ])
        .toSorted(),
    ).toEqual([
      ['2011-07', 'DISPUTED', 2],
      ['2012', 'DISPUTED', 1],
      ['2012-07-11', 'DISPUTED', 1],
    ]);
    expect(launches.find((fact) => fact.citations.length === 3)?.['independentSources']).toBe(3);
    const rates = mobiliz.filter((fact) => fact.property.key === 'people_supported');
    expect(rates.map((fact) => fact['independentSources'])).toEqual([1, 1]);
    const targets = mobiliz.filter((fact) => fact.property.key === 'mobility_platforms' && fact.measure === 'TARGET');
    expect(targets.map((fact) => fact['independentSources'])).toEqual([2, 2]);
    const { organisation } = await query<OrganisationRead>(
      `{ organisation(name: "Wimoov") { id name names { value kind until { edtf } sources { reportsOn { title } } } people { person { name } roleCode fact { status } } } }`,
    );
    expect(organisation).toMatchObject({ id: subjects['voiture-and-co']?.id, name: 'Wimoov' });
    const founders = organisation.people.filter(({ roleCode }) => roleCode === 'FOUNDER');
    expect(founders.map(({ fact }) => fact.status)).toEqual(['DISPUTED', 'DISPUTED', 'DISPUTED', 'DISPUTED']);
  });

  const REAL = [
    'infra/claims/alter-mardis.claims.json',
    '../shared/seed/inventory.json',
    '../shared/seed/alter-mardis-page.txt',
  ];
  const hasSeed = REAL.every(fileExists);
  (hasSeed ? describe : describe.skip)(
    `The real page${hasSeed ? '' : ' (skipped: ../shared/seed does not exist)'}`,
    () => {
      test('Every quote is found at the offsets of the inventory', async () => {
        type Inventory = Record<string, { span: string; start: number; end: number }>;
        const inventory = readJson<Inventory>('../shared/seed/inventory.json');
        const claims = readJson<ClaimsFile>('infra/claims/alter-mardis.claims.json');
        const spans = Object.fromEntries(Object.entries(inventory).map(([name, { span }]) => [name, span]));
        const file = { ...pageWithClaims('real', readText('../shared/seed/alter-mardis-page.txt'), claims), spans };
        const { facts, counts } = await importPage(file);
        expect(counts.CREATED).toBe(Object.keys(facts).length);
        type Located = { id: string; citations: { start: number; end: number }[] };
        const { nodes } = (
          await query<{ facts: { nodes: Located[] } }>('{ facts(first: 100) { nodes { id citations { start end } } } }')
        ).facts;
        const positionOf = new Map(nodes.map(({ id, citations }) => [id, citations[0]]));
        expect(positionOf.size).toBe(counts.CREATED);
        const expected = new Set(Object.values(inventory).map(({ start, end }) => `${start}-${end}`));
        const cited = nodes.flatMap(({ citations }) => citations.map(({ start, end }) => `${start}-${end}`));
        expect(cited.filter((position) => !expected.has(position))).toEqual([]);
        for (const claim of claims.claims) {
          const { start, end } = inventory[claim.quote.slice(1)] ?? {};
          expect({ key: claim.key, ...positionOf.get(facts[claim.key] ?? '') }).toEqual({ key: claim.key, start, end });
        }
        expect((await importPage(file)).counts).toMatchObject({ CREATED: 0, RECITED: 0, REVISED: 0, RETRACTED: 0 });
      });
    },
  );
});
