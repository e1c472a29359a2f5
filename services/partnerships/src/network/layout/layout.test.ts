import { enqueueJob, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { onDatabase } from '../../../test/support/on-database';
import { PUBLIC, recorder } from '../../../test/support/recorder';
import { takeExport } from '../../../test/support/take-export';
import { layoutJob } from './layout.job';
import { NetworkLayout, type Point } from './network-layout.entity';

interface File {
  readonly laidOutAt: string | null;
  readonly nodes: readonly (readonly [id: string, slug: string, name: string, x: number, y: number])[];
  readonly edges: readonly (readonly [number, number])[];
}

describe('The whole network as a picture', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  const ids = new Map<string, string>();
  const idOf = (name: string): string => ids.get(name) ?? '';

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const { organisations, properties } = open.context();
    const labels = { fr: 'x', en: 'x' };
    await properties.defineMissing({ properties: [{ key: 'parent_organisation', labels, valueKind: 'ENTITY' }] });
    for (const value of ['Group', 'One', 'Two', 'Three', 'Hidden']) {
      const names = [{ value, kind: NameKind.OFFICIAL }];
      ids.set(value, (await organisations.register({ kind: OrganisationKind.COMPANY, names })).id);
    }
    await state(PUBLIC, 'One', 'Group');
    await state(PUBLIC, 'Two', 'Group');
    await state({ ...PUBLIC, visibility: Visibility.MEMBERS }, 'Hidden', 'Two');
  });
  afterAll(() => open.close());

  const state = async (audience: typeof PUBLIC, child: string, parent: string): Promise<void> => {
    const { record } = await recorder(open.context(), `of-${child.toLowerCase()}`, audience);
    const value = { kind: 'ENTITY', entityId: idOf(parent), raw: parent } as const;
    await record({
      claim: child,
      subjectId: idOf(child),
      property: 'parent_organisation',
      measure: 'STATEMENT',
      value,
    });
  };
  const take = async (options: Parameters<typeof takeExport>[1] = {}) => {
    const { bytes, tag } = await takeExport(open, { table: 'network', format: 'json', ...options });
    return { file: JSON.parse(bytes.toString()) as File, tag };
  };
  const placesOf = ({ nodes }: File): ReadonlyMap<string, Point> =>
    new Map(nodes.map(([, , name, x, y]) => [name, [x, y]]));

  test('Has nodes and edges that the caller may see, before it is laid out too', async () => {
    const { file } = await take();
    expect(file.laidOutAt).toBeNull();
    expect([...placesOf(file).keys()].toSorted()).toEqual(['Group', 'One', 'Two']);
    const named = file.edges.map((edge) => edge.map((index) => file.nodes[index]?.[2]).toSorted());
    expect(named.toSorted()).toEqual([
      ['Group', 'One'],
      ['Group', 'Two'],
    ]);
    expect(file.nodes.find(([id]) => id === idOf('One'))?.[1]).toBe('one');
  });

  test('Is laid out once by a job, the same again, with another tag, and without what only some may see', async () => {
    const before = await take();
    await onDatabase(open.url, (db) => db.transaction((tx) => enqueueJob(tx, layoutJob, { payload: {} })));
    await open.runDueJobs();
    const { file, tag } = await take();
    expect(tag).not.toBe(before.tag);
    expect(file.laidOutAt).not.toBeNull();
    expect(new Set([...placesOf(file).values()].map(String)).size).toBe(3);
    const stored = await onDatabase(open.url, (db) => db.find(NetworkLayout));
    expect(stored.map(({ positions }) => Object.keys(positions).toSorted())).toEqual([
      [idOf('Group'), idOf('One'), idOf('Two')].toSorted(),
    ]);
    const { file: forMember } = await take({ identity: { ...memberIdentity('member_1') } });
    const places = placesOf(forMember);
    expect([...places.keys()].toSorted()).toEqual(['Group', 'Hidden', 'One', 'Two']);
    const [[hiddenX = 0, hiddenY = 0] = [], [twoX = 0, twoY = 0] = []] = [places.get('Hidden'), places.get('Two')];
    expect(Math.hypot(hiddenX - twoX, hiddenY - twoY)).toBeLessThan(31);
  });
});
