import { Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  OrganisationKind,
  ParticipationRole,
  partnerships,
  type PartnershipsContext,
} from '@wizness/partnerships';
import { recorder } from '../../../test/support/recorder';

const ANALYST = memberIdentity('member_analyst', { roles: [Role.ANALYST] });
const FACT = `id version status rank reason recordedBy { id } presence country
  value { ... on QuantityValue { amount lower upper raw } } validTime { from { edtf } }
  citations { quote start end } contradicts { id } supersedes { id }`;

interface Answer {
  readonly fact: Record<string, unknown> | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}

describe('Editors and analysts', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let subjectId: string;
  let sourceId: string;
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const names = [{ value: 'Mobiliz', kind: NameKind.OFFICIAL }];
    ({ id: subjectId } = await open.context().organisations.register({ kind: OrganisationKind.COMPANY, names }));
    sourceId = (await recorder(open.context())).source.id;
  });
  afterAll(() => open.close());

  const call = async (mutation: string, input: object, identity = ANALYST): Promise<Answer> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const source = `mutation ($input: ${type}!) { ${mutation}(input: $input) { fact { ${FACT} } userErrors { code field } } }`;
    const { data, errors } = await open.query(source, { input }, identity);
    if (errors) throw errors[0];
    return data?.[mutation] as Answer;
  };
  const platforms = (amount: string, more: object = {}) => ({
    subjectId,
    property: 'mobility_platforms',
    measure: 'ACTUAL',
    value: { quantity: { amount, unit: 'platform' } },
    citations: [{ sourceId, quote: 'text' }],
    ...more,
  });
  const record = async (amount: string, more: object = {}): Promise<string> => {
    const { fact, userErrors } = await call('recordFact', platforms(amount, more));
    expect(userErrors).toEqual([]);
    return String(fact?.['id']);
  };

  test('Record a fact with its quote, and its recorder, as proposed', async () => {
    const { fact } = await call('recordFact', platforms('9', { validFromEdtf: '2011-07' }));
    expect(fact).toMatchObject({
      ...{ version: 1, status: 'PROPOSED', rank: 'NORMAL', reason: null, recordedBy: { id: 'member_analyst' } },
      value: { amount: '9', raw: 'text' },
      validTime: { from: { edtf: '2011-07' } },
      citations: [{ quote: 'text', start: 4, end: 8 }],
    });
  });

  test('Make new versions that keep what they do not change, each with its reason', async () => {
    const id = await record('9', { country: 'FR' });
    const input = { id, expectedVersion: 1, reason: 'Counted again.' };
    const { fact } = await call('reviseFact', {
      ...input,
      value: { quantity: { lower: '9', upper: '11', unit: 'platform' } },
    });
    expect(fact).toMatchObject({
      ...{ version: 2, reason: 'Counted again.', country: 'FR', status: 'PROPOSED', supersedes: { id } },
      value: { amount: null, lower: '9', upper: '11' },
      citations: [{ quote: 'text', start: 4, end: 8 }],
    });
    const stale = await call('reviseFact', { ...input, country: 'BE' });
    expect(stale).toMatchObject({
      fact: { id: fact?.['id'] },
      userErrors: [{ code: 'STALE_VERSION', field: ['expectedVersion'] }],
    });
    const versionTwo = String(fact?.['id']);
    const wrong = await call('reviseFact', { ...input, id: versionTwo, country: 'BE' });
    expect(wrong.userErrors).toEqual([{ code: 'STALE_VERSION', field: ['expectedVersion'] }]);
    const emptied = await call('reviseFact', { ...input, id: versionTwo, expectedVersion: 2, country: null });
    expect(emptied.fact).toMatchObject({ version: 3, country: null });
    const { data, errors } = await open.query(
      'query ($id: ID!) { fact(id: $id) { versions(first: 2) { nodes { version country } totalCount pageInfo { hasNextPage } } } }',
      { id },
    );
    expect(errors).toBeUndefined();
    const nodes = [
      { version: 3, country: null },
      { version: 2, country: 'FR' },
    ];
    expect(data?.['fact']).toEqual({ versions: { nodes, totalCount: 3, pageInfo: { hasNextPage: true } } });
  });

  test('Accept, rank, dispute and retract a fact, which can then no longer be changed', async () => {
    const id = await record('12');
    const accepted = await call('acceptFact', { id });
    expect(accepted.fact).toMatchObject({ version: 2, status: 'ACCEPTED' });
    const ranked = await call('setFactRank', { id: accepted.fact?.['id'], rank: 'PREFERRED', reason: 'Official.' });
    expect(ranked.fact).toMatchObject({ version: 3, rank: 'PREFERRED', status: 'ACCEPTED' });
    const other = await record('13');
    const given = { id: ranked.fact?.['id'], contradictedById: other, reason: 'Not both.' };
    const disputed = await call('disputeFact', given);
    expect(disputed.fact).toMatchObject({ version: 4, status: 'DISPUTED', contradicts: [{ id: other }] });
    expect((await open.query('query ($id: ID!) { fact(id: $id) { status } }', { id: other })).data).toEqual({
      fact: { status: 'DISPUTED' },
    });
    const retracted = await call('retractFact', { id: disputed.fact?.['id'], reason: 'Read wrongly.' });
    expect(retracted.fact).toMatchObject({ version: 5, status: 'RETRACTED', reason: 'Read wrongly.' });
    const late = await call('acceptFact', { id: retracted.fact?.['id'] });
    expect(late.userErrors).toEqual([{ code: 'LOCKED', field: ['id'] }]);
    expect((await open.query('query ($id: ID!) { fact(id: $id) { status } }', { id: other })).data).toEqual({
      fact: { status: 'PROPOSED' },
    });
  });

  test('Dispute a fact by what is not in the graph', async () => {
    const { fact } = await call('disputeFact', { id: await record('14'), reason: 'The mayor denies it.' });
    expect(fact).toMatchObject({ version: 2, status: 'DISPUTED', contradicts: [] });
  });

  test('Keep a role in a programme when its fact gets a new version, and lose it when that is retracted', async () => {
    const context = open.context();
    const programmeId = (await context.programmes.register({ names: ['Mobiliz solidaire'] })).id;
    const value = { entityId: subjectId };
    const { fact } = await call(
      'recordFact',
      platforms('', { subjectId: programmeId, property: 'participation', value }),
    );
    const id = String(fact?.['id']);
    const role = ParticipationRole.OPERATOR;
    await context.participations.register({ organisationId: subjectId, inId: programmeId, role, factId: id });
    const read = async () =>
      (
        await open.query('query ($id: ID!) { programme(id: $id) { participations { since { edtf } fact { id } } } }', {
          id: programmeId,
        })
      ).data?.['programme'];
    const since = { id, expectedVersion: 1, reason: 'Dated.', validFromEdtf: '2012' };
    const revised = await call('reviseFact', since);
    const [version] = [String(revised.fact?.['id'])];
    expect(await read()).toEqual({ participations: [{ since: { edtf: '2012' }, fact: { id: version } }] });
    await call('retractFact', { id: version, reason: 'Wrong.' });
    expect(await read()).toEqual({ participations: [] });
  });

  test('Are the only ones who may', async () => {
    await expect(call('recordFact', platforms('1'), memberIdentity('member_reader'))).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });
});
