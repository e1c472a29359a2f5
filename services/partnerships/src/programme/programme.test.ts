import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  OrderedItemKind,
  OrganisationKind,
  PartnershipKind,
  partnerships,
  type PartnershipsContext,
  ProgrammeStatus,
} from '@wizness/partnerships';
import { stateFact } from '../../test/support/state-fact';

const { AXIS, CRITERION } = OrderedItemKind;

describe('Programmes', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let context: PartnershipsContext;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    context = open.context();
  });
  afterAll(() => open.close());

  const read = async (id: string) => {
    const { data, errors } = await open.query(
      `query ($id: ID!) { programme(id: $id) { name status parent { name } partnership { name }
        axes { position text satisfiedBy { __typename name } fact { id } } criteria { position text } } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    return data?.['programme'];
  };

  test('Registering a programme again finds it by any name, adds the other names and fills unknown fields', async () => {
    const { id } = await context.programmes.register({ names: ['Mobiliz'] });
    const parent = await context.programmes.register({ names: ['Renault solidaire'] });
    const alliance = await context.partnerships.register({ name: 'Alliance', kind: PartnershipKind.OTHER });
    const more = {
      names: ['Programme Mobiliz', 'MOBILIZ'],
      parentId: parent.id,
      partnershipId: alliance.id,
      status: ProgrammeStatus.ACTIVE,
    };
    const merged = { id, created: false, changed: true, differences: [], rule: 'FOLDED_NAME', homonyms: [] };
    expect(await context.programmes.register(more)).toEqual(merged);
    expect(await context.programmes.register({ names: ['programme mobiliz'], status: ProgrammeStatus.CLOSED })).toEqual(
      {
        ...merged,
        differences: [{ field: 'status', kept: 'ACTIVE', given: 'CLOSED' }],
      },
    );
    expect(await context.programmes.register(more)).toEqual({ ...merged, changed: false, rule: 'LITERAL_NAME' });
    expect(await read(id)).toMatchObject({
      name: 'Mobiliz',
      status: 'ACTIVE',
      parent: { name: 'Renault solidaire' },
      partnership: { name: 'Alliance' },
    });
  });

  test('Refuses a circle of parents at any length', async () => {
    const names = ['First floor', 'Second floor', 'Third floor'].map((name) => [name]);
    const ids: string[] = [];
    for (const each of names) ids.push((await context.programmes.register({ names: each })).id);
    const [first = [], second = [], third = []] = names;
    await context.programmes.register({ names: first, parentId: ids[1] });
    await context.programmes.register({ names: second, parentId: ids[2] });
    await expect(context.programmes.register({ names: third, parentId: ids[0] })).rejects.toThrow(
      '"Third floor" is part of "First floor" is part of "Second floor" is part of "Third floor"',
    );
  });

  test('Another parent or another partnership makes two programmes of one name', async () => {
    const [east, west] = [
      await context.programmes.register({ names: ['East'] }),
      await context.programmes.register({ names: ['West'] }),
    ];
    const inEast = await context.programmes.register({ names: ['Workshops'], parentId: east.id });
    const inWest = await context.programmes.register({ names: ['Workshops'], parentId: west.id });
    expect(inWest).toMatchObject({ created: true, homonyms: [{ id: inEast.id }] });
    expect(inWest.homonyms[0]?.reasons.map(({ code }) => code)).toEqual(['SAME_NAME', 'OTHER_PARENT']);
    await expect(context.programmes.register({ names: ['Workshops'] })).rejects.toThrow(
      /Several are named "Workshops"/,
    );
  });

  test('Refuses a programme without a name, with names of several programmes, or with itself as parent', async () => {
    const [one, two] = [
      await context.programmes.register({ names: ['One'] }),
      await context.programmes.register({ names: ['Two'] }),
    ];
    for (const names of [[], [' '], ['One', 'Two']]) {
      await expect(context.programmes.register({ names })).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    await expect(context.programmes.register({ names: ['One', 'Two'] })).rejects.toThrow(`${one.id}, ${two.id}`);
    await expect(context.programmes.register({ names: ['One'], parentId: one.id })).rejects.toThrow(
      /Nothing is part of itself/,
    );
  });

  test('Axes and criteria are returned by position, with subjects of any kind that satisfy them', async () => {
    const { id: programmeId } = await context.programmes.register({ names: ['Ordered'] });
    const garages = await context.programmes.register({ names: ['Garages'] });
    const fund = await context.organisations.register({
      kind: OrganisationKind.FUND,
      names: [{ value: 'Fund', kind: NameKind.OFFICIAL }],
    });
    const person = await context.people.register({ name: 'Ada' });
    const factId = await stateFact(context, programmeId);
    const second = { programmeId, kind: AXIS, position: 2, text: 'second', factId };
    const satisfiedByIds = [garages.id, fund.id, person.id];
    expect(await context.programmes.registerItem(second)).toEqual({ created: true, changed: true, differences: [] });
    await context.programmes.registerItem({ programmeId, kind: AXIS, position: 1, text: 'first', factId });
    await context.programmes.registerItem({ programmeId, kind: CRITERION, position: 1, text: 'criterion', factId });
    expect(await context.programmes.registerItem({ ...second, text: 'reworded', satisfiedByIds })).toEqual({
      created: false,
      changed: true,
      differences: [{ field: 'text', kept: 'second', given: 'reworded' }],
    });
    expect(await context.programmes.registerItem({ ...second, satisfiedByIds })).toMatchObject({ changed: false });
    expect(await read(programmeId)).toMatchObject({
      axes: [
        { position: 1, text: 'first', satisfiedBy: [], fact: { id: factId } },
        {
          position: 2,
          text: 'second',
          satisfiedBy: [
            { __typename: 'Programme', name: 'Garages' },
            { __typename: 'Organisation', name: 'Fund' },
            { __typename: 'Person', name: 'Ada' },
          ],
        },
      ],
      criteria: [{ position: 1, text: 'criterion' }],
    });
    const refused = [
      { ...second, satisfiedByIds: ['org_none'] },
      { ...second, position: 0 },
    ];
    for (const item of refused) {
      await expect(context.programmes.registerItem(item)).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });

  test('Reading fifty programmes takes no more statements than reading one', async () => {
    const ids: string[] = [];
    const alliance = await context.partnerships.register({ name: 'Of fifty', kind: PartnershipKind.OTHER });
    const factId = await stateFact(context, alliance.id);
    for (let index = 0; index < 50; index += 1) {
      const { id } = await context.programmes.register({ names: [`Programme ${index}`], partnershipId: alliance.id });
      const { id: fundId } = await context.organisations.register({
        kind: OrganisationKind.FUND,
        names: [{ value: `Fund ${index}`, kind: NameKind.OFFICIAL }],
      });
      const satisfiedByIds = [fundId, alliance.id, ids[0] ?? id];
      for (const kind of [AXIS, CRITERION]) {
        await context.programmes.registerItem({
          programmeId: id,
          kind,
          position: 1,
          text: 'text',
          satisfiedByIds,
          factId,
        });
      }
      ids.push(id);
    }
    const statementsFor = async (some: readonly string[]) => {
      open.statements();
      const { data, errors } = await open.query(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Programme {
          name(lang: "en") parent { name } partnership { name programmes { name } participations { role } }
          participations { role } criteria { text fact { id } }
          axes { text fact { id } satisfiedBy { id name ... on Organisation { names { value } } } } } } }`,
        { representations: some.map((id) => ({ __typename: 'Programme', id })) },
      );
      expect(errors).toBeUndefined();
      expect((data?.['_entities'] as { axes: { satisfiedBy: unknown[] }[] }[])[0]?.axes[0]?.satisfiedBy).toHaveLength(
        3,
      );
      return open.statements().length;
    };
    const one = await statementsFor(ids.slice(1, 2));
    // Some of the fifty refer to each other and are loaded already.
    expect(await statementsFor(ids)).toBeLessThanOrEqual(one);
    expect(one).toBeLessThanOrEqual(10);
  });
});
