import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { recorder } from '../../../test/support/recorder';
import { NameKind, OrganisationKind } from '../../organisation/organisation.enums';

describe('Contradictions', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  const recorderOf = async (name: string) => {
    const context = open.context();
    const subjectId = (await context.programmes.register({ names: [name] })).id;
    const { record } = await recorder(context, name);
    return (claim: string, edtf: string, more: object = {}) =>
      record({
        claim,
        subjectId,
        property: 'programme_launched',
        measure: 'STATEMENT',
        value: { kind: 'DATE', date: FuzzyDate.fromEdtf(edtf), raw: edtf },
        ...more,
      });
  };

  const readStatuses = async (name: string) => {
    const { data, errors } = await open.query(
      '{ facts(filter: { properties: ["programme_launched"], statuses: [ACCEPTED, DISPUTED, RETRACTED] }) { nodes { subject { name } status value { ... on DateValue { date { edtf } } } contradicts { value { ... on DateValue { date { edtf } } } } } } }',
    );
    expect(errors).toBeUndefined();
    type Dated = { value: { date: { edtf: string } } };
    const nodes = (
      data?.['facts'] as { nodes: (Dated & { subject: { name: string }; status: string; contradicts: Dated[] })[] }
    ).nodes;
    return Object.fromEntries(
      nodes
        .filter((node) => node.subject.name === name)
        .map((node) => [node.value.date.edtf, [node.status, node.contradicts.map((other) => other.value.date.edtf)]]),
    );
  };

  test('Two dates of the same thing contradict each other if they have no day in common', async () => {
    const recordLaunch = await recorderOf('Apart');
    await recordLaunch('month', '2011-07');
    expect(await readStatuses('Apart')).toEqual({ '2011-07': ['ACCEPTED', []] });
    await recordLaunch('day', '2012-07-11');
    await recordLaunch('year', '2012');
    expect(await readStatuses('Apart')).toEqual({
      '2011-07': ['DISPUTED', ['2012-07-11', '2012']],
      '2012-07-11': ['DISPUTED', ['2011-07']],
      '2012': ['DISPUTED', ['2011-07']],
    });
  });

  test('Dates for different countries do not contradict each other, and retracted facts contradict nothing', async () => {
    const recordLaunch = await recorderOf('Narrowed');
    await recordLaunch('fr', '2011', { country: 'FR' });
    await recordLaunch('de', '2012', { country: 'DE' });
    await recordLaunch('wrong', '2013', { country: 'FR', status: 'RETRACTED' });
    expect(await readStatuses('Narrowed')).toEqual({
      '2011': ['ACCEPTED', []],
      '2012': ['ACCEPTED', []],
      '2013': ['RETRACTED', []],
    });
  });

  test('Correcting a date removes a detected contradiction', async () => {
    const recordLaunch = await recorderOf('Corrected');
    await recordLaunch('month', '2011-07');
    await recordLaunch('typo', '2021-07');
    expect((await readStatuses('Corrected'))['2011-07']).toEqual(['DISPUTED', ['2021-07']]);
    await recordLaunch('typo', '2011');
    expect(await readStatuses('Corrected')).toEqual({ '2011-07': ['ACCEPTED', []], '2011': ['ACCEPTED', []] });
  });

  test('A declared contradiction applies to later versions, and declaring it again changes nothing', async () => {
    const recordLaunch = await recorderOf('Declared');
    const one = await recordLaunch('one', '2011');
    const other = await recordLaunch('other', '2011-05');
    const { facts } = open.context();
    await facts.declareContradiction(one.id, other.id);
    await facts.declareContradiction(other.id, one.id);
    await recordLaunch('other', '2011-06');
    expect(await readStatuses('Declared')).toEqual({
      '2011': ['DISPUTED', ['2011-06']],
      '2011-06': ['DISPUTED', ['2011']],
    });
    expect((await recordLaunch('one', '2011')).outcome).toBe('UNCHANGED');
  });

  test('A fact cannot be declared to contradict itself', async () => {
    const recordLaunch = await recorderOf('Self');
    const { id } = await recordLaunch('one', '2011');
    await expect(open.context().facts.declareContradiction(id, id)).rejects.toThrow(/cannot contradict itself/);
  });

  test('Parents that make an organisation a part of itself contradict each other, unless they held at other times', async () => {
    const context = open.context();
    await context.properties.defineMissing({
      properties: [{ key: 'parent_organisation', labels: { fr: 'Parent', en: 'Parent' }, valueKind: 'ENTITY' }],
    });
    const ids: string[] = [];
    for (const name of ['Anneau Un', 'Anneau Deux', 'Anneau Trois']) {
      const names = [{ value: name, kind: NameKind.OFFICIAL }];
      ids.push((await context.organisations.register({ kind: OrganisationKind.GROUP, names })).id);
    }
    const { record } = await recorder(context, 'rings');
    const part = (claim: string, of: number, whole: number, more: object = {}) =>
      record({
        claim,
        subjectId: ids[of] ?? '',
        property: 'parent_organisation',
        measure: 'STATEMENT',
        value: { kind: 'ENTITY', entityId: ids[whole] ?? '', raw: 'part' },
        ...more,
      });
    const statuses = async () => {
      const { data } = await open.query(
        '{ facts(filter: { properties: ["parent_organisation"] }) { nodes { status } } }',
      );
      return (data?.['facts'] as { nodes: { status: string }[] }).nodes.map(({ status }) => status);
    };
    const until = (edtf: string) => ({ validTo: FuzzyDate.fromEdtf(edtf) });
    const since = (edtf: string) => ({ validFrom: FuzzyDate.fromEdtf(edtf) });
    await part('first', 0, 1, until('2010'));
    await part('second', 1, 2, until('2010'));
    await part('third', 2, 0, since('2011'));
    expect(await statuses()).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
    await part('third', 2, 0);
    expect(await statuses()).toEqual(['DISPUTED', 'DISPUTED', 'DISPUTED']);
    await part('third', 2, 0, { status: 'RETRACTED' });
    expect(await statuses()).toEqual(['ACCEPTED', 'ACCEPTED']);
  });

  test('A parent that registered parents make a part of itself is refused, also with other facts in between contradicted', async () => {
    const context = open.context();
    const names = (value: string) => [{ value, kind: NameKind.OFFICIAL }];
    const register = async (name: string, parentId: string | null = null) =>
      (await context.organisations.register({ kind: OrganisationKind.GROUP, names: names(name), parentId })).id;
    const whole = await register('Ensemble Registré');
    const part = await register('Partie Registrée', await register('Milieu Registré', whole));
    const between = await register('Entre Deux');
    const { record } = await recorder(context, 'registered');
    const isPartOf = (claim: string, subjectId: string, entityId: string) =>
      record({
        claim,
        subjectId,
        property: 'parent_organisation',
        measure: 'STATEMENT',
        value: { kind: 'ENTITY', entityId, raw: 'part' },
      });
    await expect(isPartOf('ring', whole, part)).rejects.toThrow(/"ring" of .* nothing is part of itself/);
    await isPartOf('in between', whole, between);
    await isPartOf('closing', between, part);
    const { data } = await open.query(
      `{ facts(filter: { subjectIds: ["${whole}", "${between}"] }) { nodes { status contradicts { subject { name } } } } }`,
    );
    expect((data?.['facts'] as { nodes: unknown[] }).nodes).toEqual([
      { status: 'DISPUTED', contradicts: [{ subject: { name: 'Entre Deux' } }] },
      { status: 'DISPUTED', contradicts: [{ subject: { name: 'Ensemble Registré' } }] },
    ]);
  });

  test('An organisation gets no parent that a fact states to be a part of it', async () => {
    const context = open.context();
    const names = (value: string) => [{ value, kind: NameKind.OFFICIAL }];
    const register = async (name: string, parentId: string | null = null) =>
      (await context.organisations.register({ kind: OrganisationKind.GROUP, names: names(name), parentId })).id;
    const whole = await register('Ensemble Énoncé');
    const part = await register('Partie Énoncée');
    const { record } = await recorder(context, 'stated');
    const state = (more: object) =>
      record({
        claim: 'stated',
        subjectId: part,
        property: 'parent_organisation',
        measure: 'STATEMENT',
        value: { kind: 'ENTITY', entityId: whole, raw: 'part' },
        ...more,
      });
    await state({});
    await expect(register('Ensemble Énoncé', part)).rejects.toThrow(
      'Nothing is part of itself: "Ensemble Énoncé" is part of "Partie Énoncée" is part of "Ensemble Énoncé".',
    );
    await state({ validTo: FuzzyDate.fromEdtf('2010') });
    expect(await register('Ensemble Énoncé', part)).toBe(whole);
  });
});
