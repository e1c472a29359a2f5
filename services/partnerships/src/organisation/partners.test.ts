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

describe('partners of an organisation', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let context: PartnershipsContext;
  let centre: string;
  let others: string[];

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    context = open.context();
    centre = await establish('Centre');
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
          parentId: centre,
          identifiers: [{ scheme: 'siren', value: String(index) }],
        })
      ).id;
      const person = await context.people.register({ name: `Person ${index}` });
      const role = { role: 'Director', roleCode: RoleCode.DIRECTOR, factId };
      await context.people.registerAffiliation({ personId: person.id, organisationId: id, ...role });
      await context.people.registerAffiliation({ personId: person.id, organisationId: centre, ...role });
      const partner = { organisationId: id, role: ParticipationRole.PARTNER, factId };
      await context.participations.register({ ...partner, inId: shared.id });
      if (index % 2 === 0) await context.participations.register({ ...partner, inId: programme.id });
      others.push(id);
    }
    for (const inId of [shared.id, programme.id]) {
      await context.participations.register({
        organisationId: centre,
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

  const establish = async (value: string) =>
    (await context.organisations.register({ kind: COMPANY, names: [{ value, kind: OFFICIAL }] })).id;
  const ask = async (source: string, variables?: Row) => {
    const { data, errors } = await open.query(source, variables);
    expect(errors).toBeUndefined();
    return data as Record<string, Row>;
  };

  test('each partner once, by name, never itself, paged and counted', async () => {
    const { organisation } = await ask(
      `query ($id: ID!) { organisation(id: $id) {
        partners(first: 3) { nodes { name } pageInfo { hasNextPage endCursor } totalCount } } }`,
      { id: centre },
    );
    const { nodes, pageInfo, totalCount } = organisation?.['partners'] as Record<string, Row & Row[]>;
    expect(nodes?.map(({ name }) => name)).toEqual(['Partner 00', 'Partner 01', 'Partner 02']);
    expect(totalCount).toBe(MANY);
    expect(pageInfo?.['hasNextPage']).toBe(true);
    const next = await ask(
      `query ($id: ID!, $after: Cursor) { organisation(id: $id) { partners(first: 100, after: $after) { nodes { id } } } }`,
      { id: centre, after: pageInfo?.['endCursor'] },
    );
    expect(next['organisation']?.['partners']).toEqual({ nodes: others.slice(3).map((id) => ({ id })) });
  });

  test('a participation whose fact counts no more makes no partners, and is not shown', async () => {
    const [one, two] = [await establish('Was'), await establish('Was too')];
    const { id: inId } = await context.partnerships.register({ name: 'Past', kind: PartnershipKind.OTHER });
    const role = ParticipationRole.PARTNER;
    for (const organisationId of [one, two]) {
      const factId = await stateFact(context, inId, organisationId);
      await context.participations.register({ organisationId, inId, role, factId });
    }
    const read = () =>
      ask(`{ organisation(name: "was") { participations { role } partners { nodes { name } totalCount } } }`);
    const partners = { nodes: [{ name: 'Was too' }], totalCount: 1 };
    expect(await read()).toEqual({ organisation: { participations: [{ role: 'PARTNER' }], partners } });
    await stateFact(context, inId, two, 'Not any more.');
    expect(await read()).toEqual({
      organisation: { participations: [{ role: 'PARTNER' }], partners: { nodes: [], totalCount: 0 } },
    });
    await stateFact(context, inId, one, 'Not any more.');
    expect(await read()).toMatchObject({ organisation: { participations: [] } });
  });

  test('fifty organisations cost no more statements than one', async () => {
    const statementsFor = async (ids: readonly string[]) => {
      open.statements();
      const { _entities } = await ask(
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
    // Of fifty, some lead to others of the fifty, which are read already.
    expect(await statementsFor(others)).toBeLessThanOrEqual(one);
    expect(one).toBeLessThanOrEqual(17);
  });
});
