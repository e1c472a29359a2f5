import { FuzzyDate } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  OrganisationKind,
  ParticipationRole,
  partnerships,
  type PartnershipsContext,
  RoleCode,
} from '@wizness/partnerships';
import { callMutation } from '../../../test/support/call-mutation';
import { onDatabase } from '../../../test/support/on-database';
import { recorder } from '../../../test/support/recorder';

const ORGANISATION = `id slug name homepage country mergedIds parent { id } children { id } names { value sources { quote } }
  identifiers { value } people { person { id } } participations { in { id } } partners { nodes { id } }
  facts { nodes { id } totalCount } founded { edtf }`;

describe('Subjects that are merged', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let context: PartnershipsContext;
  let record: Awaited<ReturnType<typeof recorder>>['record'];

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
    context = open.context();
    ({ record } = await recorder(context));
  });
  afterEach(() => open.close());

  type Known = Partial<Parameters<PartnershipsContext['organisations']['register']>[0]>;
  const organisation = async (value: string, known: Known = {}): Promise<string> => {
    const names = [{ value, kind: NameKind.OFFICIAL }];
    return (await context.organisations.register({ kind: OrganisationKind.COMPANY, names, ...known })).id;
  };
  const query = async (source: string, variables: object = {}): Promise<Record<string, unknown>> => {
    const { data, errors } = await open.query(source, { ...variables });
    if (errors) throw errors[0];
    return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  };
  const call = (mutation: string, input: object) =>
    callMutation(open, mutation, { reason: 'One and the same.', ...input }, { selection: 'subject { id name }' });
  const merge = (survivorId: string, ...duplicateIds: string[]) => call('mergeSubjects', { survivorId, duplicateIds });
  const platforms = (subjectId: string, amount: string, more: object = {}) =>
    record({
      ...{ claim: `${amount} of ${subjectId}`, subjectId, property: 'mobility_platforms', measure: 'ACTUAL' as const },
      value: { kind: 'QUANTITY', amount, unit: 'platform', raw: amount },
      ...more,
    });

  test('Are read as one everywhere, and as two again when the merge is undone', async () => {
    const group = await organisation('Group');
    const [a, b] = [await organisation('Renault', { country: 'FR' }), await organisation('Régie Renault')];
    const known = { homepage: 'https://b.example/', country: 'BE', parentId: group };
    const identifiers = [{ scheme: 'siren', value: '732829320' }];
    const sameAsB = { names: [{ value: 'Renault', kind: NameKind.SHORT }], identity: { sameAsId: b }, identifiers };
    await context.organisations.register({ kind: OrganisationKind.COMPANY, ...known, ...sameAsB });
    const child = await organisation('Child', { parentId: b });
    const other = await organisation('Other');
    const [{ id: person }, { id: programme }] = [
      await context.people.register({ name: 'Ada' }),
      await context.programmes.register({ names: ['Mobiliz'] }),
    ];
    const [factOfA, factOfB] = [await platforms(a, '9'), await platforms(b, '19')];
    await record({
      ...{ claim: 'founded', subjectId: b, property: 'founded', measure: 'STATEMENT' },
      value: { kind: 'DATE', date: FuzzyDate.fromEdtf('1898'), raw: '1898' },
    });
    for (const [organisationId, role] of [[b, 'PARTNER'] as const, [other, 'FUNDER'] as const]) {
      const stated = { subjectId: programme, property: 'participation', measure: 'STATEMENT' } as const;
      const value = { kind: 'ENTITY', entityId: organisationId, raw: '' } as const;
      const { id: factId } = await record({ claim: `part ${organisationId}`, ...stated, value, dimensions: { role } });
      await context.participations.register({
        ...{ organisationId, inId: programme, role: ParticipationRole[role], factId },
      });
    }
    await context.people.registerAffiliation({
      ...{ personId: person, organisationId: b, role: 'Engineer', roleCode: RoleCode.EMPLOYEE, factId: factOfB.id },
    });
    const READ = `query ($a: ID!, $b: ID!, $other: ID!, $all: [_Any!]!) {
      a: organisation(id: $a) { ${ORGANISATION} } b: organisation(id: $b) { ${ORGANISATION} }
      slug: organisation(slug: "regie-renault") { id } name: organisation(name: "régie renault") { id }
      node(id: $b) { id } nodes(ids: [$a, $b]) { id } _entities(representations: $all) { ... on Organisation { id } }
      organisations(first: 100, orderBy: MOST_FACTS) { nodes { id } totalCount }
      ids: organisations(filter: { ids: [$b] }) { nodes { id } } text: organisations(filter: { text: "régie" }) { nodes { id } }
      countries: organisations(filter: { countries: ["BE"] }) { nodes { id } }
      facts(filter: { subjectIds: [$a] }) { nodes { id subject { id } } totalCount }
      valued: facts(filter: { valueIds: [$a] }) { nodes { id value { ... on EntityValue { entity { id } } } } }
      persons(filter: { organisationIds: [$a] }) { nodes { id affiliations { organisation { id } } } }
      programmes(filter: { participantIds: [$a] }) { nodes { id participations { organisation { id } } } }
      factGroups(by: [SUBJECT], filter: { properties: ["mobility_platforms"] }) { nodes { keys { value } count subjects excluded } }
      timeline(subjectId: $b) { nodes { fact { id } } totalCount }
      network(rootIds: [$b], depth: 2) { nodes { entity { id } distance degree } edges { source target kind } }
      shortestPaths(fromId: $a, toId: $other) { entities { id } edges { source target } }
      comparison(subjectIds: [$a, $other]) { rows { property { key } facts { id } } }
    }`;
    const variables = { a, b, other, all: [{ __typename: 'Organisation', id: b }] };
    const before = await query(READ, variables);
    expect(before['shortestPaths']).toEqual([]);
    const { subject, userErrors } = await merge(a, b);
    expect({ subject, userErrors }).toEqual({ subject: { id: a, name: 'Renault' }, userErrors: [] });
    const after = await query(READ, variables);
    const whole = {
      ...{ id: a, slug: 'renault', name: 'Renault', homepage: 'https://b.example/', country: 'FR', mergedIds: [b] },
      ...{ parent: { id: group }, children: [{ id: child }], identifiers: [{ value: '732829320' }] },
      ...{ people: [{ person: { id: person } }], participations: [{ in: { id: programme } }] },
      ...{ partners: { nodes: [{ id: other }] }, founded: { edtf: '1898' }, facts: { totalCount: 3 } },
    };
    const one = { id: a };
    expect(after).toMatchObject({
      ...{ a: whole, b: whole, slug: one, name: one, node: one, nodes: [one, one], _entities: [one] },
      organisations: { nodes: [one, expect.anything(), expect.anything(), expect.anything()], totalCount: 4 },
      ...{ ids: { nodes: [one] }, text: { nodes: [one] }, countries: { nodes: [] } },
      facts: { totalCount: 3, nodes: [{ subject: one }, { subject: one }, { subject: one }] },
      valued: { nodes: [{ value: { entity: one } }] },
      persons: { nodes: [{ id: person, affiliations: [{ organisation: one }] }] },
      programmes: {
        nodes: [{ id: programme, participations: [{ organisation: one }, { organisation: { id: other } }] }],
      },
      factGroups: { nodes: [{ keys: expect.arrayContaining([{ value: a }]), count: 1, subjects: 1, excluded: 1 }] },
      timeline: { totalCount: 1 },
      network: {
        nodes: [{ entity: one, distance: 0 }, { entity: { id: programme } }, { entity: { id: other } }],
        edges: expect.arrayContaining([{ source: a, target: programme, kind: 'PARTICIPATES' }]),
      },
      shortestPaths: [{ entities: [one, { id: programme }, { id: other }] }],
      comparison: {
        rows: expect.arrayContaining([{ property: { key: 'founded' }, facts: [expect.anything(), null] }]),
      },
    });
    expect((after['a'] as { names: unknown }).names).toMatchObject([
      { value: 'Renault' },
      { value: 'Régie Renault' },
      { value: 'Renault' },
    ]);
    expect((after['facts'] as { nodes: { id: string }[] }).nodes.map(({ id }) => id)).toEqual(
      expect.arrayContaining([factOfA.id, factOfB.id]),
    );
    expect(await call('unmergeSubject', { id: b })).toMatchObject({ subject: { id: b }, userErrors: [] });
    expect(await query(READ, variables)).toEqual(before);
    const events = await onDatabase(open.url, (db) =>
      db.query(`SELECT type, subject, payload FROM events WHERE type LIKE 'Subject%erged' ORDER BY position`),
    );
    expect(events).toEqual([
      { type: 'SubjectMerged', subject: b, payload: { survivorId: a } },
      { type: 'SubjectUnmerged', subject: b, payload: {} },
    ]);
  });

  test('State one thing once, and have targets of one measured by actuals of the other', async () => {
    const [a, b] = [await organisation('A'), await organisation('B')];
    const purpose = (subjectId: string) =>
      record({
        ...{ claim: `purpose ${subjectId}`, subjectId, property: 'purpose', measure: 'STATEMENT' },
        value: { kind: 'TEXT', text: 'To move', lang: 'en' },
      });
    await purpose(a);
    await purpose(b);
    await platforms(a, '30', { measure: 'TARGET', due: FuzzyDate.fromEdtf('2015') });
    await platforms(b, '19', { validFrom: FuzzyDate.fromEdtf('2015-02') });
    await merge(a, b);
    const read = `{ factGroups(by: [], filter: { properties: ["purpose"] }) { nodes { count subjects excluded } }
      targetProgress { nodes { target { ... on Fact { subject { id } } } attainment } } }`.replace(
      'target { ... on Fact { subject { id } } }',
      'subject { id }',
    );
    expect(await query(read)).toEqual({
      factGroups: { nodes: [{ count: 1, subjects: 1, excluded: 1 }] },
      targetProgress: { nodes: [{ subject: { id: a }, attainment: expect.closeTo(19 / 30, 5) }] },
    });
  });

  test('Stay one for the document that names them, and its statements go back when the merge is undone', async () => {
    const [a, b] = [await organisation('Same'), await organisation('Same as well')];
    await merge(a, b);
    const names = [{ value: 'Same as well', kind: NameKind.OFFICIAL }];
    const register = (previousId?: string) =>
      context.organisations.register({
        kind: OrganisationKind.COMPANY,
        names,
        identity: { previousId: previousId ?? null },
      });
    expect((await register()).id).toBe(a);
    expect((await register(b)).id).toBe(b);
  });

  test('Are persons too', async () => {
    const [{ id: a }, { id: b }] = [
      await context.people.register({ name: 'Ada' }),
      await context.people.register({ name: 'Ada Lovelace' }),
    ];
    await merge(a, b);
    const { person, persons } = await query(
      `query ($b: ID!) { person(id: $b) { id mergedIds } persons(filter: { text: "lovelace" }) { nodes { id } } }`,
      { b },
    );
    expect({ person, persons }).toEqual({ person: { id: a, mergedIds: [b] }, persons: { nodes: [{ id: a }] } });
    const update = { id: b, expectedVersion: 1, name: 'Ada King', reason: 'x' };
    expect(await callMutation(open, 'updatePerson', update)).toMatchObject({
      userErrors: [{ code: 'CONFLICT', field: ['id'] }],
    });
  });

  test('Are refused with the field, and nothing is written', async () => {
    const [a, b, c] = [await organisation('A'), await organisation('B'), await organisation('C')];
    const { id: person } = await context.people.register({ name: 'Ada' });
    const { id: programme } = await context.programmes.register({ names: ['Mobiliz'] });
    const part = await organisation('Part', { parentId: await organisation('Middle', { parentId: a }) });
    const numbered = (name: string, value: string) => organisation(name, { identifiers: [{ scheme: 'siren', value }] });
    const [one, two] = [await numbered('One', '732829320'), await numbered('Two', '123456782')];
    await merge(a, b);
    const refusal = async (survivorId: string, ...duplicateIds: string[]) => {
      const { subject, userErrors } = await merge(survivorId, ...duplicateIds);
      expect(subject).toBeNull();
      return userErrors.map(({ code, field }) => [code, field?.join('.')]);
    };
    expect(await refusal(a, a)).toEqual([['INVALID', 'duplicateIds.0']]);
    expect(await refusal(a, b)).toEqual([['CONFLICT', 'duplicateIds.0']]);
    expect(await refusal(b, c)).toEqual([['CONFLICT', 'survivorId']]);
    expect(await refusal(a, person)).toEqual([['INVALID', 'duplicateIds.0']]);
    expect(await refusal(programme, programme)).toContainEqual(['UNSUPPORTED', 'survivorId']);
    expect(await refusal(a, 'org_none')).toEqual([['NOT_FOUND', 'duplicateIds.0']]);
    expect(await refusal(a)).toEqual([['REQUIRED', 'duplicateIds']]);
    expect(await refusal(c, a, part)).toEqual([['CONFLICT', 'duplicateIds']]);
    expect(await refusal(one, two)).toEqual([['CONFLICT', 'reason']]);
    const named = { survivorId: one, duplicateIds: [two], reason: '123456782 was a mistake.' };
    expect((await call('mergeSubjects', named)).userErrors).toEqual([]);
    expect((await call('unmergeSubject', { id: a })).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
    const input = { survivorId: a, duplicateIds: [c], reason: 'x' };
    await expect(
      callMutation(open, 'mergeSubjects', input, { identity: memberIdentity('member_reader') }),
    ).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    // What is part of the merged one is part of the survivor.
    const ring = { id: a, expectedVersion: 1, parentId: part, reason: 'x' };
    expect(await callMutation(open, 'updateOrganisation', ring)).toMatchObject({
      userErrors: [{ code: 'CONFLICT', field: ['parentId'] }],
    });
  });
});
