import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  OrganisationKind,
  ParticipationRole,
  PartnershipKind,
  partnerships,
  type PartnershipsContext,
  RoleCode,
} from '@wizness/partnerships';
import { stateFact } from '../../test/support/state-fact';

const { OFFICIAL } = NameKind;
const { COMPANY } = OrganisationKind;
const MANY = 50;

type Row = Record<string, unknown>;

describe('Partners of an organisation', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let context: PartnershipsContext;
  let hub: string;
  let others: string[];

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    context = open.context();
    hub = await register('Hub');
    const shared = await context.partnerships.register({ name: 'Shared', kind: PartnershipKind.OTHER });
    const programme = await context.programmes.register({ names: ['Shared too'], partnershipId: shared.id });
    const factId = await stateFact(context, shared.id);
    others = [];
    for (let index = 0; index < MANY; index += 1) {
      const value = `Partner ${String(index).padStart(2, '0')}`;
      const id = (
        await context.organisations.register({
          kind: COMPANY,
          names: [{ value, kind: OFFICIAL, lang: 'fr' }],
          parentId: hub,
          identifiers: [{ scheme: 'register', value: String(index) }],
        })
      ).id;
      const person = await context.people.register({ name: `Person ${index}` });
      const role = { role: 'Director', roleCode: RoleCode.DIRECTOR, factId };
      await context.people.registerAffiliation({ personId: person.id, organisationId: id, ...role });
      await context.people.registerAffiliation({ personId: person.id, organisationId: hub, ...role });
      const partner = { organisationId: id, role: ParticipationRole.PARTNER, factId };
      await context.participations.register({ ...partner, inId: shared.id });
      if (index % 2 === 0) await context.participations.register({ ...partner, inId: programme.id });
      others.push(id);
    }
    for (const inId of [shared.id, programme.id]) {
      await context.participations.register({
        organisationId: hub,
        inId,
        role: ParticipationRole.INITIATOR,
        factId,
      });
      await context.participations.register({
        organisationId: null,
        inId,
        role: ParticipationRole.NETWORK_MEMBER,
        factId,
      });
    }
  });
  afterAll(() => open.close());

  const register = async (value: string) =>
    (await context.organisations.register({ kind: COMPANY, names: [{ value, kind: OFFICIAL }] })).id;
  const query = async (source: string, variables?: Row) => {
    const { data, errors } = await open.query(source, variables);
    expect(errors).toBeUndefined();
    return data as Record<string, Row>;
  };

  test('Lists each partner once by name without the organisation itself, with pages and a total count', async () => {
    const { organisation } = await query(
      `query ($id: ID!) { organisation(id: $id) {
        partners(first: 3) { nodes { name } pageInfo { hasNextPage endCursor } totalCount } } }`,
      { id: hub },
    );
    const { nodes, pageInfo, totalCount } = organisation?.['partners'] as Record<string, Row & Row[]>;
    expect(nodes?.map(({ name }) => name)).toEqual(['Partner 00', 'Partner 01', 'Partner 02']);
    expect(totalCount).toBe(MANY);
    expect(pageInfo?.['hasNextPage']).toBe(true);
    const next = await query(
      `query ($id: ID!, $after: Cursor) { organisation(id: $id) { partners(first: 100, after: $after) { nodes { id } } } }`,
      { id: hub, after: pageInfo?.['endCursor'] },
    );
    expect(next['organisation']?.['partners']).toEqual({ nodes: others.slice(3).map((id) => ({ id })) });
  });

  test('A participation whose fact was superseded is hidden and makes no partners', async () => {
    const [one, two] = [await register('Was'), await register('Was too')];
    const { id: inId } = await context.partnerships.register({ name: 'Past', kind: PartnershipKind.OTHER });
    const role = ParticipationRole.PARTNER;
    for (const organisationId of [one, two]) {
      const factId = await stateFact(context, inId, organisationId);
      await context.participations.register({ organisationId, inId, role, factId });
    }
    const read = () =>
      query(`{ organisation(name: "was") { participations { role } partners { nodes { name } totalCount } } }`);
    const partners = { nodes: [{ name: 'Was too' }], totalCount: 1 };
    expect(await read()).toEqual({ organisation: { participations: [{ role: 'PARTNER' }], partners } });
    await stateFact(context, inId, two, 'Not any more.');
    expect(await read()).toEqual({
      organisation: { participations: [{ role: 'PARTNER' }], partners: { nodes: [], totalCount: 0 } },
    });
    await stateFact(context, inId, one, 'Not any more.');
    expect(await read()).toMatchObject({ organisation: { participations: [] } });
  });

  test('Reading fifty organisations takes no more statements than reading one', async () => {
    const statementsFor = async (ids: readonly string[]) => {
      open.statements();
      const { _entities } = await query(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Organisation {
          name en: name(lang: "en") kind names { value } identifiers { value } mergedIds
          parent { name } children { name }
          people { role person { name affiliations { organisation { name } } } fact { id } }
          participations { role dimensions { name } organisation { name } fact { id }
            in { id name ... on Partnership { programmes { name } } ... on Programme { partnership { name } } } }
          partners(first: 5) { nodes { name } totalCount } } } }`,
        { representations: ids.map((id) => ({ __typename: 'Organisation', id })) },
      );
      const found = _entities as unknown as { people: Row[]; partners: { nodes: Row[] } }[];
      for (const { people, partners } of found) expect([people.length > 0, partners.nodes.length]).toEqual([true, 5]);
      return open.statements().length;
    };
    const one = await statementsFor(others.slice(0, 1));
    // Some of the fifty refer to each other and are loaded already.
    expect(await statementsFor(others)).toBeLessThanOrEqual(one);
    expect(one).toBeLessThanOrEqual(17);
  });
});
