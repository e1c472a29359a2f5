import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ANALYST, demoPage, demoVocabulary, importPublic } from '../../test/support/demo-claims';
import { everyRow } from '../../test/support/on-database';

describe('After both documents of the demo', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  const imported = (page: ReturnType<typeof demoPage>) =>
    open.context({ identity: ANALYST }).inTransaction((tx) => importPublic(tx, page));
  const query = async (
    source: string,
    variables: Record<string, unknown> = {},
    identity = memberIdentity('member_one'),
  ) => {
    const { data, errors } = await open.query(source, variables, identity);
    if (errors) throw errors[0];
    return data as Record<string, { nodes: Record<string, unknown>[] }>;
  };
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
    await imported(demoPage('alter-mardis'));
    await imported(demoPage('outside-sources'));
  });
  afterAll(() => open.close());

  test('The two launches contradict each other, and both stay', async () => {
    const { facts } = await query(`{ facts(filter: { properties: ["programme_launched"] }) { nodes {
      status subject { name } value { ... on DateValue { date { edtf } } } contradicts { value { ... on DateValue { date { edtf } } } } } } }`);
    const launches = (facts?.nodes ?? []).filter(({ subject }) => (subject as { name: string }).name === 'Mobiliz');
    const shown = launches.map(({ status, value, contradicts }) => [
      (value as { date: { edtf: string } }).date.edtf,
      status,
      (contradicts as { value: { date: { edtf: string } } }[]).map((other) => other.value.date.edtf),
    ]);
    expect(shown.toSorted()).toEqual([
      ['2011-07', 'DISPUTED', ['2012-07-11', '2012']],
      ['2012', 'DISPUTED', ['2011-07']],
      ['2012-07-11', 'DISPUTED', ['2011-07']],
    ]);
  });

  test('A malformed number has one independent source, however many copies state it', async () => {
    const { facts } = await query(
      '{ facts(filter: { issueCodes: [MALFORMED_NUMBER] }) { nodes { independentSources issues { code } } } }',
    );
    expect(facts?.nodes.length).toBeGreaterThan(0);
    for (const fact of facts?.nodes ?? []) expect(fact).toMatchObject({ independentSources: 1 });
  });

  test('A document that is imported again undoes nothing that a person has changed since', async () => {
    const { facts } = await query(
      '{ facts(filter: { properties: ["mobility_platforms"] }, first: 2) { nodes { id version } } }',
    );
    const [one, other] = facts?.nodes ?? [];
    const change = (mutation: string) => query(mutation, {}, ANALYST);
    await change(
      `mutation { setFactRank(input: { id: "${one?.['id']}", rank: DEPRECATED, reason: "Old." }) { userErrors { code } } }`,
    );
    await change(
      `mutation { retractFact(input: { id: "${other?.['id']}", reason: "Misread." }) { userErrors { code } } }`,
    );
    const rows = await everyRow(open.url);
    for (const page of ['alter-mardis', 'outside-sources']) {
      const { counts } = await imported(demoPage(page));
      expect(counts).toMatchObject({ CREATED: 0, RECITED: 0, REVISED: 0, RETRACTED: 0 });
    }
    expect(await everyRow(open.url)).toEqual(rows);
  });
});
