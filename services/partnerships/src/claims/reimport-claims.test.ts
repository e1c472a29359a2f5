import { deterministicClock } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { ClaimsError, partnerships, type ClaimsImport, type PartnershipsContext } from '@wizness/partnerships';
import { ANALYST, demoPage, demoVocabulary, importPublic, pageWithClaims } from '../../test/support/demo-claims';
import { everyRow } from '../../test/support/on-database';

type Cited = { citations: { quote: string; start: number; end: number }[] };
type FactList<Node> = { facts: { nodes: Node[]; totalCount: number } };
type OrganisationRead = { organisation: { people: { roleCode: string }[] } };

describe('importClaims, called again', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
  });
  afterEach(() => open.close());

  const importPage = (page: ClaimsImport, context = open.context({ identity: ANALYST })) =>
    context.inTransaction((tx) => importPublic(tx, page));
  const query = async <Data>(document: string): Promise<Data> => {
    const { data, errors } = await open.query(document);
    expect(errors).toBeUndefined();
    return data as Data;
  };
  const allRows = () => everyRow(open.url);

  test('The same import again writes nothing', async () => {
    const files = [demoPage('alter-mardis'), demoPage('outside-sources')];
    const first = [];
    for (const file of files) first.push(await importPage(file));
    const before = await allRows();
    expect(before.length).toBeGreaterThan(200);
    for (const [index, file] of files.entries()) {
      const again = await importPage(file);
      expect(again.source).toEqual({ id: first[index]?.source.id, outcome: 'UNCHANGED' });
      expect(again.facts).toEqual(first[index]?.facts);
      const { UNCHANGED, ...others } = again.counts;
      expect(others).toEqual({ CREATED: 0, RECITED: 0, REVISED: 0, RETRACTED: 0 });
      expect(UNCHANGED).toBe(Object.keys(again.facts).length);
    }
    expect(await allRows()).toEqual(before);
  });

  test('A changed page is a new revision to which the citations move, and a changed claim is a new version of its fact', async () => {
    const file = demoPage('alter-mardis');
    const first = await importPage(file);
    const text = `Une ligne de plus.\n${file.document.text}`;
    const moved = await importPage(pageWithClaims('alter-mardis', text, file.claims));
    expect(moved.source.outcome).toBe('REVISED');
    expect(moved.source.id).not.toBe(first.source.id);
    expect(moved.facts).toEqual(first.facts);
    expect(moved.counts).toMatchObject({ CREATED: 0, UNCHANGED: 0, REVISED: 0 });
    const cited = await query<FactList<never>>(
      `{ facts(filter: { sourceIds: ["${first.source.id}"] }) { totalCount } }`,
    );
    expect(cited.facts.totalCount).toBe(0);
    const { facts } = await query<FactList<Cited>>(
      `{ facts(first: 100, filter: { sourceIds: ["${moved.source.id}"] }) { nodes { citations { quote start end } } totalCount } }`,
    );
    expect(facts.totalCount).toBe(Object.keys(moved.facts).length);
    for (const { citations } of facts.nodes) {
      for (const { quote, start, end } of citations) expect([...text].slice(start, end).join('')).toBe(quote);
    }
    const claims = file.claims.claims.map((claim) =>
      claim.key === 'platforms-target' ? { ...claim, country: null } : claim,
    );
    const revised = await importPage(pageWithClaims('alter-mardis', text, { ...file.claims, claims }));
    expect(revised.counts).toMatchObject({ CREATED: 0, RECITED: 0, REVISED: 1 });
    const target = await query<FactList<{ version: number; supersedes: unknown }>>(
      '{ facts(filter: { properties: ["mobility_platforms"], measures: [TARGET] }) { nodes { version supersedes { country } } } }',
    );
    expect(target.facts.nodes).toEqual([{ version: 2, supersedes: { country: 'FR' } }]);
  });

  test('A revised affiliation is listed once, with its latest statement', async () => {
    const file = demoPage('alter-mardis');
    await importPage(file);
    const people = file.claims.people?.map((person) => ({
      ...person,
      affiliations: person.affiliations.map((each) =>
        each.roleCode === 'FOUNDER' ? { ...each, since: '1998' } : each,
      ),
    }));
    await importPage({ ...file, claims: { ...file.claims, people } });
    const { organisation } = await query<OrganisationRead>(
      '{ organisation(name: "Voiture&Co") { people { roleCode since { edtf } fact { version supersededBy { id } } } } }',
    );
    const founders = organisation.people.filter(({ roleCode }) => roleCode === 'FOUNDER');
    expect(founders).toEqual([
      { roleCode: 'FOUNDER', since: { edtf: '1998' }, fact: { version: 2, supersededBy: null } },
    ]);
  });

  test('A file with problems is refused with all of them, and nothing is written', async () => {
    const before = await allRows();
    const file = demoPage('alter-mardis');
    const wrong: Record<string, object> = {
      launch: { value: { date: 'Juillet 2013' } },
      'platforms-baseline': { quote: 'passer de neuf cents plateformes' },
      'platforms-target': { value: { quantity: '31', unit: 'platform' } },
      'people-per-platform': { source: 'nobody' },
      'return-to-work': { property: 'nonsense' },
      'criteria-count': { lists: { declared: 3, items: ['criterion-association', 'criterion-academia'] } },
      founded: { value: { text: '1998', quoted: false } },
      purpose: { subject: 'nobody' },
      'csr-strategy-emerged': { derivedFrom: ['csr-strategy-emerged'] },
      brands: { quote: '#SPAN' },
      beneficiaries: { from: '2012', to: '2011' },
    };
    const claims = file.claims.claims.map((claim) => ({ ...claim, ...wrong[claim.key] }));
    const error = await importPage({ ...file, claims: { ...file.claims, claims } }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ClaimsError);
    const { problems } = error as ClaimsError;
    expect(problems.map(({ key }) => key).toSorted()).toEqual(Object.keys(wrong).toSorted());
    expect(Object.fromEntries(problems.map(({ key, reason }) => [key, reason]))).toMatchObject({
      launch: expect.stringContaining('does not contain "Juillet 2013"'),
      'platforms-target': expect.stringContaining('the quote does not contain "31"'),
      'people-per-platform': expect.stringContaining('there is no source "nobody"'),
      'criteria-count': expect.stringContaining('the list has 2'),
      brands: expect.stringContaining('there is no span "SPAN"'),
      beneficiaries: expect.stringContaining('before it begins'),
    });
    expect(await allRows()).toEqual(before);
  });

  test('An error in the middle of an import leaves nothing', async () => {
    const before = await allRows();
    const base = deterministicClock('2026-01-01T00:00:00Z', 'fault');
    let left = 60;
    const newId = (prefix: string): string => {
      left -= 1;
      if (left === 0) throw new Error('The clock broke.');
      return base.newId(prefix);
    };
    const context = open.context({ identity: ANALYST, clock: { now: () => base.now(), newId } });
    await expect(importPage(demoPage('alter-mardis'), context)).rejects.toThrow('The clock broke.');
    expect(await allRows()).toEqual(before);
  });
});
