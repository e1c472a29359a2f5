import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  OrganisationKind,
  PartnershipKind,
  partnerships,
  type PartnershipsContext,
} from '@wizness/partnerships';

describe('Subjects of facts', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  const ids: string[] = [];

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const { organisations, people, programmes, partnerships: alliances } = open.context();
    for (let index = 0; index < 20; index += 1) {
      const names = [{ value: `Organisation ${index}`, kind: NameKind.OFFICIAL }];
      ids.push(
        (await organisations.register({ kind: OrganisationKind.OTHER, names })).id,
        (await people.register({ name: `Person ${index}` })).id,
        (await programmes.register({ names: [`Programme ${index}`] })).id,
        (await alliances.register({ name: `Partnership ${index}`, kind: PartnershipKind.OTHER })).id,
      );
    }
  });
  afterAll(() => open.close());

  test('Loads mixed ids with one statement per kind', async () => {
    open.statements();
    const found = await open.context().loaders.subjectById.loadMany(ids);
    expect(found.map((subject) => subject?.name).slice(0, 4)).toEqual([
      'Organisation 0',
      'Person 0',
      'Programme 0',
      'Partnership 0',
    ]);
    expect(found.map((subject) => subject?.id)).toEqual(ids);
    expect(open.statements()).toHaveLength(4);
  });

  test('Returns null for an unknown id, an id of another kind and a malformed id', async () => {
    open.statements();
    const unknown = ['org_00000000000000000000000000', 'post_00000000000000000000000000', 'nonsense', ''];
    expect(await open.context().loaders.subjectById.loadMany(unknown)).toEqual([null, null, null, null]);
    expect(open.statements()).toHaveLength(1);
  });
});
