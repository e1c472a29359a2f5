import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { InvalidFact, NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { recorder } from '../../../test/support/recorder';
import type { NewFact } from './new-fact';

describe('Recording several facts at once', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let subjectId: string;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const names = [{ value: 'Elan', kind: NameKind.OFFICIAL }];
    ({ id: subjectId } = await open.context().organisations.register({ kind: OrganisationKind.COMPANY, names }));
  });
  afterAll(() => open.close());

  const factBuilders = async (document: string) => {
    const { citation } = await recorder(open.context(), document);
    const about = { document, subjectId, measure: 'STATEMENT', citations: [citation] } as const;
    return {
      purpose: (claim: string, more: Partial<NewFact> = {}): NewFact => ({
        ...about,
        claim,
        property: 'purpose',
        value: { kind: 'TEXT', text: claim, lang: 'fr' },
        ...more,
      }),
      founded: (claim: string, edtf: string, country: string): NewFact => ({
        ...about,
        claim,
        property: 'founded',
        value: { kind: 'DATE', date: FuzzyDate.fromEdtf(edtf), raw: edtf },
        country,
      }),
    };
  };
  const record = (facts: readonly NewFact[], context = open.context()) => context.facts.recordAll(facts);
  const read = async (ids: readonly string[]) => {
    const { facts } = open.context();
    const all = await facts.statementsOf(subjectId, 'founded');
    return all.filter(({ id }) => ids.includes(id));
  };

  test('Takes as many statements for many facts as for one', async () => {
    const { purpose } = await factBuilders('costs');
    const cost = async (facts: readonly NewFact[]): Promise<number> => {
      const context = open.context();
      open.statements();
      await record(facts, context);
      return open.statements().length;
    };
    const many = (text: string) => Array.from({ length: 50 }, (_, index) => purpose(`${index}`, { formula: text }));
    const one = [purpose('one')];
    expect(await cost(many('first'))).toBe(await cost(one));
    expect(await cost(many('first'))).toBe(await cost(one));
    expect(await cost(many('second'))).toBe(await cost([purpose('one', { formula: 'second' })]));
  });

  test('Returns the outcome of each fact in the order given', async () => {
    const { purpose } = await factBuilders('outcomes');
    const [kept, other] = await record([purpose('kept'), purpose('other')]);
    const moved = purpose('other').citations.map((citation) => ({ ...citation, start: 1, end: 5 }));
    const again = await record([
      purpose('new'),
      purpose('other', { citations: moved }),
      purpose('kept', { formula: 'another' }),
    ]);
    expect(again.map(({ outcome }) => outcome)).toEqual(['CREATED', 'RECITED', 'REVISED']);
    expect(again[1]?.id).toBe(other?.id);
    expect(again[2]?.id).not.toBe(kept?.id);
  });

  test('A fact can be derived from facts before it', async () => {
    const { purpose } = await factBuilders('derived');
    const [base, derived] = await record([purpose('base'), purpose('derived', { derivedFromClaims: ['base'] })]);
    const [fact] = await open.context().loaders.factById.loadMany([derived?.id ?? '']);
    expect(fact).toMatchObject({ derivedFromIds: [base?.id] });
    const wrongOrder = [purpose('early', { derivedFromClaims: ['late'] }), purpose('late')];
    await expect(record(wrongOrder)).rejects.toThrow(/"early".*derived from "late"; give that claim before it/);
  });

  test('Records none of them if one is invalid', async () => {
    const { purpose } = await factBuilders('refused');
    await expect(record([purpose('fine'), purpose('wrong', { property: 'nonsense' })])).rejects.toThrow(InvalidFact);
    await expect(record([purpose('twice'), purpose('twice')])).rejects.toThrow(/"twice".*given twice/);
    expect(await record([purpose('fine')])).toEqual([{ id: expect.any(String), outcome: 'CREATED' }]);
  });

  test('Detects contradicting dates, and carries declared contradictions over when both facts are revised', async () => {
    const { founded } = await factBuilders('dates');
    const first = await record([founded('a', '1998', 'FR'), founded('b', '1999', 'FR'), founded('c', '2001', 'BE')]);
    const ids = first.map(({ id }) => id);
    expect((await read(ids)).map(({ status }) => status)).toEqual(['DISPUTED', 'DISPUTED', 'ACCEPTED']);
    await open.context().facts.declareContradiction(ids[0] ?? '', ids[2] ?? '');
    const second = await record([founded('a', '1997', 'FR'), founded('b', '1997', 'FR'), founded('c', '2002', 'BE')]);
    const current = await read(second.map(({ id }) => id));
    expect(current.map(({ claimKey, status }) => [claimKey, status])).toEqual([
      ['a', 'DISPUTED'],
      ['b', 'ACCEPTED'],
      ['c', 'DISPUTED'],
    ]);
    const older = await open.context().loaders.factById.loadMany(ids);
    const knownTo = older.map((fact) => (fact && 'knownTo' in fact ? fact.knownTo : null));
    expect(knownTo).toEqual(current.map(({ knownFrom }) => knownFrom));
  });
});
