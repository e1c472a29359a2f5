import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { callMutation } from '../../../test/support/call-mutation';
import { recorder } from '../../../test/support/recorder';

const PARTICIPATION = `participation { organisation { name } collective count { amount unit { code } } in { id } role
  dimensions { name value } since { edtf } until { edtf } fact { id version status reason citations { quote } } }`;

describe('A participation', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let citations: readonly object[];
  let organisationId: string;
  let inId: string;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const context = open.context();
    citations = [{ sourceId: (await recorder(context)).source.id, quote: 'text' }];
    const names = [{ value: 'Renault', kind: NameKind.OFFICIAL }];
    organisationId = (await context.organisations.register({ kind: OrganisationKind.COMPANY, names })).id;
    inId = (await context.programmes.register({ names: ['Mobiliz'] })).id;
  });
  afterAll(() => open.close());

  const record = async (input: object) => {
    const given = { inId, role: 'PARTNER', citations, ...input };
    const payload = await callMutation(open, 'recordParticipation', given, { selection: PARTICIPATION });
    return { ...payload, participation: payload['participation'] as { fact: { id: string } } | null };
  };

  test('Is recorded once as a proposed fact, changed, ended, and taken back with its fact', async () => {
    const once = { organisationId, sinceEdtf: '2011', idempotencyKey: 'once' };
    const first = await record(once);
    expect(first).toMatchObject({
      participation: {
        ...{ organisation: { name: 'Renault' }, collective: null, in: { id: inId }, role: 'PARTNER', dimensions: [] },
        ...{ since: { edtf: '2011' }, until: null },
        fact: { version: 1, status: 'PROPOSED', citations: [{ quote: 'text' }] },
      },
      userErrors: [],
    });
    expect(await record(once)).toEqual(first);
    const factId = first.participation?.fact.id;
    expect(await record({ organisationId })).toMatchObject({ userErrors: [{ code: 'ALREADY_EXISTS' }] });
    const ended = { organisationId, sinceEdtf: '2011', untilEdtf: '2015', role: 'FUNDER', reason: 'Left.' };
    const revised = await record({ ...ended, factId, expectedVersion: 1 });
    expect(revised).toMatchObject({
      participation: { until: { edtf: '2015' }, role: 'FUNDER', fact: { version: 2, reason: 'Left.' } },
      userErrors: [],
    });
    const stale = await record({ ...ended, factId, expectedVersion: 1 });
    expect(stale).toMatchObject({
      participation: { fact: { version: 2 } },
      userErrors: [{ code: 'STALE_VERSION', field: ['expectedVersion'] }],
    });
    const id = revised.participation?.fact.id;
    await callMutation(open, 'retractFact', { id, reason: 'Wrong.' });
    const { data } = await open.query('query ($id: ID!) { programme(id: $id) { participations { role } } }', {
      id: inId,
    });
    expect(data?.['programme']).toEqual({ participations: [] });
    const late = await record({ ...ended, factId: id, expectedVersion: 2 });
    expect(late.userErrors).not.toEqual([]);
  });

  test('Can be that of a collective with a size, or of a part of an organisation', async () => {
    const some = await record({
      ...{ collective: 'une cinquantaine d’acteurs', role: 'NETWORK_MEMBER' },
      count: { amount: '50', unit: 'participant', approximate: true },
    });
    expect(some.participation).toMatchObject({
      ...{ organisation: null, collective: 'une cinquantaine d’acteurs', count: { amount: '50' } },
    });
    const part = await record({ organisationId, dimensions: [{ name: 'network', value: 'agents' }] });
    expect(part.participation).toMatchObject({ dimensions: [{ name: 'network', value: 'agents' }] });
  });

  test.each<[string, object, [string, string[]]]>([
    ['neither an organisation nor a collective', {}, ['REQUIRED', ['organisationId']]],
    ['both', { organisationId: '', collective: 'all' }, ['INVALID', ['collective']]],
    [
      'the size of one organisation',
      { organisationId: '', count: { amount: '1', unit: 'participant' } },
      ['INVALID', ['count']],
    ],
    [
      'a size in another unit',
      { collective: 'all', count: { amount: '1', unit: 'year' } },
      ['INVALID', ['count', 'unit']],
    ],
    ['something that nobody can take part in', { organisationId: '', inId: '' }, ['NOT_FOUND', ['inId']]],
    ['an unknown organisation', { organisationId: 'org_none' }, ['NOT_FOUND', ['organisationId']]],
    [
      'an end before the start',
      { organisationId: '', sinceEdtf: '2012', untilEdtf: '2011' },
      ['INVALID', ['untilEdtf']],
    ],
    ['no citation', { organisationId: '', citations: [] }, ['REQUIRED', ['citations']]],
    [
      'no fact to change',
      { organisationId: '', factId: 'fact_none', expectedVersion: 1, reason: 'x' },
      ['NOT_FOUND', ['factId']],
    ],
  ])('Is refused with the field of a mistake: %s', async (_, mistake, [code, field]) => {
    const input = JSON.parse(
      JSON.stringify(mistake).replace('"organisationId":""', `"organisationId":"${organisationId}"`),
    );
    expect(await record(input)).toEqual({ participation: null, userErrors: [{ code, field }] });
  });
});
