import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  OrganisationKind,
  ParticipationRole,
  PartnershipKind,
  partnerships,
  type PartnershipsContext,
} from '@wizness/partnerships';
import { stateFact } from '../../test/support/state-fact';

const { NETWORK_MEMBER, PARTNER } = ParticipationRole;

describe('Participations', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let context: PartnershipsContext;
  let organisationId: string;
  let partnershipId: string;
  let programmeId: string;
  let factId: string;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
    context = open.context();
    const names = [{ value: 'Renault', kind: NameKind.OFFICIAL }];
    organisationId = (await context.organisations.register({ kind: OrganisationKind.COMPANY, names })).id;
    const alliance = { name: 'Renault et Voiture&Co', kind: PartnershipKind.CO_CONSTRUCTION };
    partnershipId = (await context.partnerships.register(alliance)).id;
    programmeId = (await context.programmes.register({ names: ['Mobiliz'], partnershipId })).id;
    factId = await stateFact(context, partnershipId);
  });
  afterEach(() => open.close());

  test('An organisation has one participation per role, however often it is registered', async () => {
    const participation = { organisationId, inId: partnershipId, role: PARTNER, factId };
    expect(await context.participations.register(participation)).toMatchObject({ created: true });
    expect(await context.participations.register(participation)).toMatchObject({ created: false, changed: false });
    expect(
      await context.participations.register({ ...participation, since: FuzzyDate.fromEdtf('2011-07') }),
    ).toMatchObject({
      changed: true,
    });
    const { data, errors } = await open.query(
      `query ($id: ID!) { partnership(id: $id) { name kind theme programmes { name }
        participations { organisation { name } in { __typename name } role since { edtf } until { edtf } dimensions { name } fact { id } } } }`,
      { id: partnershipId },
    );
    expect(errors).toBeUndefined();
    expect(data?.['partnership']).toEqual({
      name: 'Renault et Voiture&Co',
      kind: 'CO_CONSTRUCTION',
      theme: null,
      programmes: [{ name: 'Mobiliz' }],
      participations: [
        {
          organisation: { name: 'Renault' },
          in: { __typename: 'Partnership', name: 'Renault et Voiture&Co' },
          role: 'PARTNER',
          since: { edtf: '2011-07' },
          until: null,
          dimensions: [],
          fact: { id: factId },
        },
      ],
    });
  });

  test('Collectives without a known organisation are distinguished by their dimensions', async () => {
    const enter = (network: string) =>
      context.participations.register({
        organisationId: null,
        inId: programmeId,
        role: NETWORK_MEMBER,
        dimensions: { network, country: 'FR' },
        factId,
      });
    expect(await enter('agents')).toMatchObject({ created: true });
    expect(await enter('concessionnaires')).toMatchObject({ created: true });
    expect(await enter('agents')).toMatchObject({ created: false, changed: false });
    const { data } = await open.query(
      `query ($id: ID!) { programme(id: $id) { participations {
        organisation { name } in { __typename id } dimensions { name value } } } }`,
      { id: programmeId },
    );
    const expected = (network: string) => ({
      organisation: null,
      in: { __typename: 'Programme', id: programmeId },
      dimensions: [
        { name: 'country', value: 'FR' },
        { name: 'network', value: network },
      ],
    });
    expect(data?.['programme']).toEqual({ participations: [expected('agents'), expected('concessionnaires')] });
  });

  test('Refuses a participation in an organisation', async () => {
    const participation = { organisationId, inId: organisationId, role: PARTNER, factId };
    await expect(context.participations.register(participation)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('Registering a partnership again finds it by name, fills unknown fields and returns the differences', async () => {
    const again = { name: 'renault & voiture&co', kind: PartnershipKind.PATRONAGE, theme: 'mobilité durable' };
    expect(await context.partnerships.register(again)).toEqual({
      id: partnershipId,
      created: false,
      changed: true,
      differences: [{ field: 'kind', kept: 'CO_CONSTRUCTION', given: 'PATRONAGE' }],
      rule: 'FOLDED_NAME',
      homonyms: [],
    });
    await expect(context.partnerships.register({ ...again, name: '' })).rejects.toThrow(/must have a name/);
  });
});
