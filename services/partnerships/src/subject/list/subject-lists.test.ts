import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  OrganisationKind,
  ParticipationRole,
  PartnershipKind,
  partnerships,
  type PartnershipsContext,
  ProgrammeStatus,
  RoleCode,
} from '@wizness/partnerships';
import { recorder } from '../../../test/support/recorder';

type Listed = { nodes: { slug: string }[]; totalCount: number };

describe('Lists and roots of subjects', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const { organisations, people, programmes, partnerships: alliances, participations, ...context } = open.context();
    const register = async (value: string, country: string | null = null) =>
      (
        await organisations.register({
          kind: OrganisationKind.COMPANY,
          names: [{ value, kind: NameKind.OFFICIAL }],
          country,
        })
      ).id;
    ids['renault'] = await register('Renault', 'FR');
    ids['danone'] = await register('Danone');
    ids['ada'] = (await people.register({ name: 'Ada Élan' })).id;
    ids['bruno'] = (await people.register({ name: 'Bruno' })).id;
    ids['mobiliz'] = (await programmes.register({ names: ['Mobiliz', 'Mobilité'], status: ProgrammeStatus.ACTIVE })).id;
    ids['elan'] = (await programmes.register({ names: ['Élan'] })).id;
    const kind = PartnershipKind.PATRONAGE;
    ids['alliance'] = (await alliances.register({ name: 'Alliance', kind, theme: 'Mobilité durable' })).id;
    const { record } = await recorder({
      organisations,
      people,
      programmes,
      partnerships: alliances,
      participations,
      ...context,
    });
    const state = async (claim: string, subjectId: string) =>
      (
        await record({
          claim,
          subjectId,
          property: 'met',
          measure: 'STATEMENT',
          value: { kind: 'ENTITY', entityId: ids['renault'] ?? '', raw: '' },
        })
      ).id;
    const factId = await state('one', ids['mobiliz']);
    for (const inId of [ids['mobiliz'], ids['alliance']]) {
      await participations.register({ organisationId: ids['renault'], inId, role: ParticipationRole.PARTNER, factId });
    }
    const role = { organisationId: ids['danone'], role: 'Head', roleCode: RoleCode.DIRECTOR, factId };
    await people.registerAffiliation({ personId: ids['ada'], ...role });
    await state('two', ids['danone']);
  });
  afterAll(() => open.close());

  const list = async (field: string): Promise<string[]> => {
    const { data, errors } = await open.query(`{ list: ${field} { nodes { slug } totalCount } }`);
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = data?.['list'] as Listed;
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ slug }) => slug);
  };

  test.each([
    ['organisations', ['danone', 'renault']],
    ['organisations(orderBy: NEWEST)', ['danone', 'renault']],
    ['organisations(orderBy: MOST_FACTS, first: 5)', ['danone', 'renault']],
    ['organisations(filter: { countries: ["FR"] })', ['renault']],
    ['organisations(filter: { ids: [] })', []],
    ['persons', ['ada-elan', 'bruno']],
    ['persons(filter: { text: "elan" })', ['ada-elan']],
    ['programmes', ['elan', 'mobiliz']],
    ['programmes(filter: { statuses: [ACTIVE] })', ['mobiliz']],
    ['programmes(filter: { text: "mobilite" })', ['mobiliz']],
    ['programmes(orderBy: MOST_FACTS)', ['mobiliz', 'elan']],
    ['partnerships(filter: { kinds: [PATRONAGE], text: "durable" })', ['alliance']],
    ['partnerships(filter: { kinds: [SPONSORSHIP] })', []],
  ])('%s lists %p', async (field, expected) => {
    expect(await list(field)).toEqual(expected);
  });

  test('Programmes, partnerships and persons are found by the organisations of current facts', async () => {
    const of = (name: string, organisation: string) => `(filter: { ${name}: ["${ids[organisation]}"] })`;
    expect(await list(`programmes${of('participantIds', 'renault')}`)).toEqual(['mobiliz']);
    expect(await list(`programmes${of('participantIds', 'danone')}`)).toEqual([]);
    expect(await list(`partnerships${of('participantIds', 'renault')}`)).toEqual(['alliance']);
    expect(await list(`persons${of('organisationIds', 'danone')}`)).toEqual(['ada-elan']);
  });

  test('A subject is found by id and by slug, and a second one with its name gets a slug of its own', async () => {
    const { people } = open.context();
    const homonym = await people.register({ name: 'Bruno', identity: { distinctFromIds: [ids['bruno'] ?? ''] } });
    const { data, errors } = await open.query(
      `{ a: person(slug: "bruno") { id slug } b: person(id: "${homonym.id}") { slug } c: programme(slug: "mobiliz") { id }
         d: partnership(slug: "alliance") { id } e: organisation(slug: "renault") { id } f: person(slug: "nobody") { id } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      a: { id: ids['bruno'], slug: 'bruno' },
      b: { slug: 'bruno-2' },
      c: { id: ids['mobiliz'] },
      d: { id: ids['alliance'] },
      e: { id: ids['renault'] },
      f: null,
    });
  });

  test('node resolves every kind of thing, and returns a stub for a type of another subgraph', async () => {
    const nodes = [
      ids['ada'],
      ids['mobiliz'],
      'post_01h45y7zj2fxmbzw9k5y6s3q4d',
      'no id',
      'org_00000000000000000000000000',
    ];
    const { data, errors } = await open.query('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids: nodes,
    });
    expect(errors).toBeUndefined();
    expect(data?.['nodes']).toEqual([
      { __typename: 'Person', id: ids['ada'] },
      { __typename: 'Programme', id: ids['mobiliz'] },
      { __typename: 'Post', id: 'post_01h45y7zj2fxmbzw9k5y6s3q4d' },
      null,
      null,
    ]);
  });

  test('Enum labels are in the language asked for, and all of them without names', async () => {
    const { data, errors } = await open.query(
      '{ one: enumLabels(names: ["FactMeasure"]) { name values { value fr: label en: label(lang: "en") } } all: enumLabels { name } }',
    );
    expect(errors).toBeUndefined();
    expect((data?.['one'] as { values: unknown[] }[])[0]?.values[0]).toEqual({
      value: 'ACTUAL',
      fr: 'Réalisé',
      en: 'Actual',
    });
    expect((data?.['all'] as unknown[]).length).toBeGreaterThan(20);
  });
});
