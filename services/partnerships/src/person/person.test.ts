import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext, RoleCode } from '@wizness/partnerships';
import { stateFact } from '../../test/support/state-fact';

describe('People', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let context: PartnershipsContext;
  let organisationId: string;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    context = open.context();
    const names = [{ value: 'Renault', kind: NameKind.OFFICIAL }];
    organisationId = (await context.organisations.register({ kind: OrganisationKind.COMPANY, names })).id;
  });
  afterAll(() => open.close());

  const affiliationsOf = async (personId: string) => {
    const { data, errors } = await open.query(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person {
        name affiliations { person { name } organisation { name } role roleCode since { edtf } until { edtf } fact { id } } } } }`,
      { representations: [{ __typename: 'Person', id: personId }] },
    );
    expect(errors).toBeUndefined();
    return data?.['_entities'];
  };

  test('Spellings with the same key are the same person', async () => {
    const first = await context.people.register({ name: 'Frédéric Dalsace' });
    expect(first).toMatchObject({ created: true, changed: true });
    expect(await context.people.register({ name: 'Frederic  DALSACE' })).toMatchObject({
      id: first.id,
      created: false,
      changed: false,
    });
    expect((await context.people.register({ name: 'Frédéric' })).id).not.toBe(first.id);
    await expect(context.people.register({ name: ' ' })).rejects.toThrow(/must have a name/);
  });

  test('Registering a role twice makes one affiliation, fills unknown fields and returns the differences', async () => {
    const { id: personId } = await context.people.register({ name: 'Claire Martin' });
    const factId = await stateFact(context, personId);
    const role = { personId, organisationId, role: 'Directrice RSE', roleCode: RoleCode.CSR_DIRECTOR, factId };
    expect(await context.people.registerAffiliation(role)).toMatchObject({ created: true });
    expect(await context.people.registerAffiliation(role)).toMatchObject({ created: false, changed: false });
    const since = FuzzyDate.fromEdtf('2008');
    const otherFactId = await stateFact(context, personId, 'other claim');
    expect(
      await context.people.registerAffiliation({ ...role, roleCode: RoleCode.DIRECTOR, since, factId: otherFactId }),
    ).toMatchObject({
      changed: true,
      differences: [{ field: 'roleCode', kept: 'CSR_DIRECTOR', given: 'DIRECTOR' }],
    });
    expect(await affiliationsOf(personId)).toEqual([
      {
        name: 'Claire Martin',
        affiliations: [
          {
            person: { name: 'Claire Martin' },
            organisation: { name: 'Renault' },
            role: 'Directrice RSE',
            roleCode: 'CSR_DIRECTOR',
            since: { edtf: '2008' },
            until: null,
            fact: { id: factId },
          },
        ],
      },
    ]);
  });

  test('An affiliation is hidden when its fact is superseded, until it is registered with the newer fact', async () => {
    const { id: personId } = await context.people.register({ name: 'Florence Gilbert' });
    const old = await stateFact(context, personId, 'directs', 'first words');
    const role = { personId, organisationId, role: 'Directrice', roleCode: RoleCode.OTHER };
    await context.people.registerAffiliation({ ...role, factId: old });
    const revised = await stateFact(context, personId, 'directs', 'other words');
    expect(revised).not.toBe(old);
    expect(await affiliationsOf(personId)).toMatchObject([{ affiliations: [] }]);
    expect(
      await context.people.registerAffiliation({ ...role, roleCode: RoleCode.DIRECTOR, factId: revised }),
    ).toMatchObject({
      created: false,
      changed: true,
      differences: [],
    });
    expect(await affiliationsOf(personId)).toMatchObject([
      { affiliations: [{ roleCode: 'DIRECTOR', fact: { id: revised } }] },
    ]);
  });

  test('A fact that is revised to an organisation where another fact states the same role leaves one affiliation', async () => {
    const { id: personId } = await context.people.register({ name: 'Paul Durand' });
    const names = [{ value: 'Nissan', kind: NameKind.OFFICIAL }];
    const other = (await context.organisations.register({ kind: OrganisationKind.COMPANY, names })).id;
    const facts = [await stateFact(context, personId, 'one'), await stateFact(context, personId, 'two')];
    for (const [index, factId] of facts.entries()) {
      const at = index === 0 ? organisationId : other;
      const role = { personId, organisationId: at, role: 'Engineer', roleCode: RoleCode.EMPLOYEE, factId };
      await context.people.registerAffiliation(role);
    }
    const value = { kind: 'ENTITY', entityId: organisationId, raw: '' } as const;
    const change = { value, reason: 'Read again.' } as const;
    const { outcome } = await context.facts.revise({ id: facts[1] ?? '', expectedVersion: null }, (claim) => ({
      ...claim,
      ...change,
    }));
    expect(outcome).toBe('DONE');
    expect(await affiliationsOf(personId)).toMatchObject([
      { affiliations: [{ organisation: { name: 'Renault' }, fact: { id: facts[0] } }] },
    ]);
  });
});
