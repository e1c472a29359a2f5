import { readFileSync } from 'node:fs';
import { demoPage, hasRealPage, INVENTORY, realPage } from '../test/support/demo-page';
import { openTestDatabase, type TestImports } from '../test/support/import';
import type { ImportReport } from './import-page';

type Span = { readonly start: number; readonly end: number };
type Target = { readonly __typename: string; readonly id: string };
type FactRead = {
  readonly id: string;
  readonly property: { readonly key: string };
  readonly measure: string;
  readonly status: string;
  readonly value: Record<string, unknown> | null;
  readonly citations: readonly (Span & { readonly quote: string })[];
  readonly contradicts: readonly { readonly id: string }[];
  readonly independentSources: number;
};

const POST = `post(slug: "retours-alter-mardis") {
  title lang kind revision topics { slug }
  body { source links { label url start end } headings { text } }
  mentions { surface start end target { __typename ... on Organisation { id } ... on Programme { id } ... on Person { id } ... on Partnership { id } } }
  details { ... on ArticleDetails { reportsOn {
    title details { ... on EventDetails {
      theme when { precision raw } series { name organiser { id } } organisers { id }
      speakers { position name title person { id } organisation { id } }
    } }
  } } }
}`;

type PostRead = {
  readonly title: string;
  readonly body: { readonly source: string; readonly links: readonly (Span & { url: string; label: string })[] };
  readonly mentions: readonly (Span & { readonly surface: string; readonly target: Target })[];
  readonly details: { readonly reportsOn: { readonly details: Record<string, unknown> } };
};

const FACTS = `nodes {
  id property { key } measure status independentSources contradicts { id } citations { quote start end }
  value { ... on QuantityValue { amount lower upper } ... on DateValue { date { edtf } } }
} totalCount`;

// The text of the page may not be republished, so these tests run only where a copy is available.
(hasRealPage ? describe : describe.skip)(
  `The real page${hasRealPage ? '' : ' (skipped: ../shared/seed is not available)'}`,
  () => {
    const { page, claims } = hasRealPage ? realPage() : demoPage('alter-mardis');
    const inventory: Record<string, Span & { span: string }> = hasRealPage
      ? JSON.parse(readFileSync(INVENTORY, 'utf8'))
      : {};
    const spanOf = (name: string) => ({ start: inventory[name]?.start, end: inventory[name]?.end });
    let database: TestImports;
    let report: ImportReport;
    const idOf = (key: string): string => report.ids.get(key) ?? `no ${key}`;
    const factsOf = async (key: string): Promise<readonly FactRead[]> => {
      const query = `{ facts(first: 100, filter: { subjectIds: ["${idOf(key)}"] }) { ${FACTS} } }`;
      return (await database.ask<{ facts: { nodes: FactRead[] } }>('partnerships', query)).facts.nodes;
    };

    beforeEach(async () => {
      database = await openTestDatabase();
      report = await database.importPage(realPage());
    });
    afterEach(() => database.close());

    test('Becomes an article with its links, and an event with three speakers', async () => {
      expect(report).toMatchObject({ post: { outcome: 'CREATED' }, warnings: [], claims: { differences: [] } });
      expect(page.headings.map(({ start, end }) => ({ start, end }))).toEqual([spanOf('M1'), spanOf('M2')]);
      const { post } = await database.ask<{ post: PostRead }>('content', `{ ${POST} }`);
      expect(post).toMatchObject({ title: page.title, lang: 'fr', kind: 'ARTICLE', revision: 1 });
      expect(post.body.source).toBe(page.body);
      const inSource = post.body.links.map(({ start, end }) => ({
        start: start + page.bodyStart,
        end: end + page.bodyStart,
      }));
      expect(inSource).toEqual([spanOf('L1'), spanOf('L2'), spanOf('L3')]);
      expect(new Set(post.body.links.map(({ url }) => url)).size).toBe(2);
      const theme = inventory['Q1']?.span.replace(/^« | »$/g, '');
      const organiser = { id: idOf('groupe-sos') };
      const speaker = (position: number, name: string, title: string, person: string, organisation: string) => ({
        position,
        name,
        title,
        person: { id: idOf(person) },
        organisation: { id: idOf(organisation) },
      });
      expect(post.details.reportsOn.details).toEqual({
        theme,
        when: { precision: 'UNKNOWN', raw: 'Hier soir' },
        series: { name: 'Alter-Mardis', organiser },
        organisers: [organiser],
        speakers: [
          speaker(1, 'Frédéric Dalsace', 'Professeur associé', 'frederic-dalsace', 'hec-paris'),
          speaker(2, 'Claire Martin', 'Directrice RSE', 'claire-martin', 'renault'),
          speaker(3, 'Florence Gilbert', 'Directrice', 'florence-gilbert', 'voiture-and-co'),
        ],
      });
    });

    test('Its mentions are at their places in the body, for every subject that it names', async () => {
      const { post } = await database.ask<{ post: PostRead }>('content', `{ ${POST} }`);
      const characters = [...page.body];
      for (const { surface, start, end } of post.mentions) expect(characters.slice(start, end).join('')).toBe(surface);
      const starts = (key: string, surface: string) =>
        post.mentions
          .filter((mention) => mention.target.id === idOf(key) && mention.surface === surface)
          .map(({ start }) => start + page.bodyStart);
      expect(starts('voiture-and-co', 'Voiture & co')).toEqual([inventory['E4']?.start]);
      expect(starts('claire-martin', 'Claire')).toEqual([inventory['E18']?.start]);
      expect(starts('florence-gilbert', 'Florence')).toEqual([(inventory['E18']?.end ?? 0) - 'Florence'.length]);
      expect(starts('mobiliz-invest', 'Mobiliz Invest')).toEqual([
        (inventory['E8']?.end ?? 0) - 'Mobiliz Invest'.length,
      ]);
      expect(starts('mobiliz', 'Mobiliz')).toHaveLength(2);
      expect(starts('groupe-sos', 'groupe SOS')).toEqual([inventory['E5']?.start]);
      const named = new Set(post.mentions.map(({ target }) => target.id));
      for (const key of ['danone', 'grameen-bank', 'hec-paris', 'renault', 'garages-renault-solidaires']) {
        expect({ key, isNamed: named.has(idOf(key)) }).toEqual({ key, isNamed: true });
      }
    });

    test('Every claim has the offsets of the inventory', async () => {
      const { facts } = await database.ask<{ facts: { nodes: FactRead[]; totalCount: number } }>(
        'partnerships',
        `{ facts(first: 100) { ${FACTS} } }`,
      );
      const stated = report.claims?.facts ?? {};
      expect(facts.totalCount).toBe(Object.keys(stated).length);
      const byId = new Map(facts.nodes.map((fact) => [fact.id, fact]));
      for (const { key, quote } of claims?.claims ?? []) {
        const [citation] = byId.get(stated[key] ?? '')?.citations ?? [];
        const name = quote.slice(1);
        expect({ key, ...citation }).toEqual({ key, quote: inventory[name]?.span, ...spanOf(name) });
      }
      const characters = [...page.source];
      for (const { quote, start, end } of facts.nodes.flatMap(({ citations }) => citations)) {
        expect(characters.slice(start, end).join('')).toBe(quote);
      }
    });

    test('Its organisations, people, partnerships and programmes are those of the inventory', async () => {
      const named = `id kind names { value kind } homepage parent { name }
        people { person { name } role roleCode } participations { role in { ... on Programme { name } ... on Partnership { name } } }`;
      const { organisations, programme } = await database.ask<{
        organisations: { nodes: { name: string; kind: string; parent: { name: string } | null }[] };
        programme: Record<string, unknown>;
      }>(
        'partnerships',
        `{ organisations(first: 100) { nodes { name ${named} } }
           programme(id: "${idOf('mobiliz')}") {
             name partnership { name kind theme } participations { role organisation { name } }
             axes { position satisfiedBy { ... on Programme { name } ... on Organisation { name } } }
             criteria { position satisfiedBy { ... on Organisation { name } } }
           } }`,
      );
      expect(
        organisations.nodes.map(({ name, kind, parent }) => [name, kind, parent?.name ?? null]).toSorted(),
      ).toEqual([
        ['Chaire Social Business "Entreprise & Pauvreté"', 'CHAIR', 'HEC Paris'],
        ['Danone', 'COMPANY', null],
        ['Grameen Bank', 'BANK', null],
        ['Groupe SOS', 'GROUP', null],
        ['HEC Paris', 'UNIVERSITY', null],
        ['Mobiliz Invest', 'FUND', null],
        ['Renault', 'COMPANY', null],
        ['Voiture&Co', 'ASSOCIATION', null],
      ]);
      const voiture = organisations.nodes.find(({ name }) => name === 'Voiture&Co');
      expect(voiture).toMatchObject({
        id: idOf('voiture-and-co'),
        homepage: 'http://www.bougezverslemploi.com/',
        people: [
          { person: { name: 'Florence Gilbert' }, role: 'Directrice', roleCode: 'DIRECTOR' },
          { person: { name: 'Florence Gilbert' }, role: 'fondatrice', roleCode: 'FOUNDER' },
        ],
      });
      expect(programme).toMatchObject({
        name: 'Mobiliz',
        partnership: { name: 'Renault – Voiture&Co', kind: 'CO_CONSTRUCTION', theme: 'mobilité durable' },
        participations: expect.arrayContaining([
          { role: 'PARTNER', organisation: { name: 'Renault' } },
          { role: 'PARTNER', organisation: { name: 'Voiture&Co' } },
          { role: 'ACADEMIC_PARTNER', organisation: { name: 'Chaire Social Business "Entreprise & Pauvreté"' } },
          { role: 'FUNDER', organisation: { name: 'Mobiliz Invest' } },
        ]),
        axes: [
          { position: 1, satisfiedBy: [{ name: 'Voiture&Co' }] },
          { position: 2, satisfiedBy: [{ name: 'Garages Renault Solidaires' }] },
        ],
        criteria: [
          { position: 1, satisfiedBy: [{ name: 'Voiture&Co' }] },
          { position: 2, satisfiedBy: [{ name: 'Chaire Social Business "Entreprise & Pauvreté"' }] },
          { position: 3, satisfiedBy: [{ name: 'Mobiliz Invest' }] },
        ],
      });
    });

    test('The outside sources, imported after it, dispute, corroborate and rename', async () => {
      const outside = await database.importPage(demoPage('outside-sources'));
      for (const key of ['voiture-and-co', 'renault', 'groupe-sos', 'mobiliz', 'mobiliz-invest', 'florence-gilbert']) {
        expect({ key, id: outside.ids.get(key) }).toEqual({ key, id: idOf(key) });
      }
      const facts = await factsOf('mobiliz');
      const of = (property: string, measure: string) =>
        facts.filter((fact) => fact.property.key === property && fact.measure === measure);
      const launches = of('programme_launched', 'STATEMENT');
      const byDate = new Map(launches.map((fact) => [(fact.value?.['date'] as { edtf: string }).edtf, fact]));
      const [early, exact, year] = ['2011-07', '2012-07-11', '2012'].map((date) => byDate.get(date));
      expect(launches.map(({ status }) => status)).toEqual(['DISPUTED', 'DISPUTED', 'DISPUTED']);
      const contradicted = (fact: FactRead | undefined) => fact?.contradicts.map(({ id }) => id).toSorted();
      expect(contradicted(early)).toEqual([exact?.id, year?.id].toSorted());
      expect([contradicted(exact), contradicted(year)]).toEqual([[early?.id], [early?.id]]);
      const typos = of('people_supported', 'RATE');
      expect(typos.map(({ value, independentSources }) => ({ ...value, independentSources }))).toEqual([
        { amount: null, lower: '1000', upper: null, independentSources: 1 },
        { amount: null, lower: '1000', upper: null, independentSources: 1 },
      ]);
      const platforms = (measure: string) => of('mobility_platforms', measure).map(({ value }) => value?.['amount']);
      expect(platforms('TARGET')).toEqual(['30', '30']);
      expect(platforms('ACTUAL')).toEqual(expect.arrayContaining(['19', '27']));
      const measured = 'attainment progress state actual { value { ... on QuantityValue { amount } } }';
      const of2015 = await database.ask<{ programme: { then: object[]; after: object[] } }>(
        'partnerships',
        `{ programme(id: "${idOf('mobiliz')}") {
          then: progress(at: { validAt: "2015-02-04" }) { ${measured} }
          after: progress(at: { validAt: "2016-01-01" }) { ${measured} }
        } }`,
      );
      const figures = { attainment: 19 / 30, progress: 10 / 21, actual: { value: { amount: '19' } } };
      expect(of2015.programme).toEqual({
        then: [{ ...figures, state: 'BEHIND' }],
        after: [{ ...figures, state: 'MISSED' }],
      });
      const { old, spaced, renamed } = await database.ask<Record<string, Record<string, unknown>>>(
        'partnerships',
        '{ old: organisation(name: "Voiture&Co") { id name } spaced: organisation(name: "voiture & CO") { id } renamed: organisation(name: "Wimoov") { id name parent { name } } }',
      );
      expect(renamed).toEqual({ id: idOf('voiture-and-co'), name: 'Wimoov', parent: { name: 'Groupe SOS' } });
      expect([old?.['id'], spaced?.['id']]).toEqual([renamed?.['id'], renamed?.['id']]);
    });
  },
);
