import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { type ClaimsFile, ParticipationRole, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ANALYST, importPublic } from '../../test/support/demo-claims';
import { pageNaming } from '../../test/support/named-files';

const LINES = [
  'Une trentaine de fermes plantent la haie',
  'Plus de 200 bénévoles et les voisins arrosent',
  'Des garages volontaires (agents, concessionnaires) réparent',
];

describe('Collective participants', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
  });
  afterEach(() => open.close());

  const importParticipations = (participations: object[]) => {
    const programme = { key: 'hedge', names: ['Haie'], parent: null, partnership: null, status: 'ACTIVE' };
    const programmes = [
      { ...programme, participations, axes: [], criteria: [] },
    ] as unknown as ClaimsFile['programmes'];
    const page = pageNaming('page', LINES, { programmes });
    return open.context({ identity: ANALYST }).inTransaction((tx) => importPublic(tx, page));
  };
  const role = ParticipationRole.NETWORK_MEMBER;

  test('Are stored with their words and the number that the words give, without an organisation', async () => {
    const given = [
      { organisation: null, collective: 'Une trentaine de fermes', role, quote: LINES[0] },
      { collective: 'Plus de 200 bénévoles', role, quote: LINES[1] },
      { collective: 'les voisins', role, quote: LINES[1] },
      { organisation: null, role, dimensions: { network: 'agents' }, quote: LINES[2] },
    ];
    const { subjects, counts } = await importParticipations(given);
    expect(counts.CREATED).toBe(4);
    const { data, errors } = await open.query(
      `query ($id: ID!) { programme(id: $id) { participations {
        organisation { name } collective role dimensions { name value }
        count { amount lower upper approximate unit { code } raw }
        fact { presence property { key } citations { quote } } } } }`,
      { id: subjects['hedge']?.id },
    );
    expect(errors).toBeUndefined();
    const fact = (presence: string, quote: string | undefined) => ({
      presence,
      property: { key: 'collective_participation' },
      citations: [{ quote }],
    });
    const exact = { amount: null, lower: null, upper: null, approximate: false, unit: { code: 'participant' } };
    const collective = { organisation: null, role, dimensions: [], count: null };
    expect(data?.['programme']).toEqual({
      participations: [
        {
          ...collective,
          collective: 'Une trentaine de fermes',
          count: { ...exact, amount: '30', approximate: true, raw: 'Une trentaine de fermes' },
          fact: fact('VALUE', LINES[0]),
        },
        {
          ...collective,
          collective: 'Plus de 200 bénévoles',
          count: { ...exact, lower: '200', raw: 'Plus de 200 bénévoles' },
          fact: fact('VALUE', LINES[1]),
        },
        { ...collective, collective: 'les voisins', fact: fact('UNKNOWN', LINES[1]) },
        {
          ...collective,
          collective: LINES[2],
          dimensions: [{ name: 'network', value: 'agents' }],
          fact: fact('UNKNOWN', LINES[2]),
        },
      ],
    });
    expect((await importParticipations(given)).counts).toMatchObject({ CREATED: 0, REVISED: 0, UNCHANGED: 4 });
  });

  test('Words that the quote does not contain are refused', async () => {
    const given = [{ collective: 'Une vingtaine de fermes', role, quote: LINES[0] }];
    const { refused, facts } = await importParticipations(given);
    expect(refused).toHaveLength(1);
    expect(facts).toEqual({});
  });
});
