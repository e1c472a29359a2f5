import { content, type ContentContext, type NewSeries } from '@wizness/content';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';

const [ONE, OTHER] = ['org_00000000000000000000000001', 'org_00000000000000000000000002'];

describe('Identity of event series', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeEach(async () => {
    open = await openSubgraph(content);
  });
  afterEach(() => open.close());

  const identify = (series: NewSeries) => open.context().inTransaction(({ stores }) => stores.series.identify(series));

  test('An equal name with another organiser is another series, and each is found again', async () => {
    const first = await identify({ name: 'Mardis verts', organiserId: ONE });
    const second = await identify({ name: 'Mardis verts', organiserId: OTHER });
    expect(first).toMatchObject({ rule: 'NEW', homonymIds: [] });
    expect(second).toMatchObject({ rule: 'NEW', homonymIds: [first.series.id] });
    expect((await identify({ name: 'Mardis verts', organiserId: ONE })).series.id).toBe(first.series.id);
    expect((await identify({ name: 'Mardis verts', organiserId: OTHER })).series.id).toBe(second.series.id);
    await expect(identify({ name: 'Mardis verts' })).rejects.toThrow(/Several series are named "Mardis verts"/);
  });

  test('Another spelling is the same series and is reported, and a known organiser is never emptied or replaced', async () => {
    const first = await identify({ name: 'Mardis verts' });
    const second = await identify({ name: 'MARDIS  VERTS', organiserId: ONE });
    expect(second).toMatchObject({ rule: 'FOLDED_NAME', series: { id: first.series.id, organiserId: ONE } });
    const third = await identify({ name: 'Mardis verts' });
    expect(third).toMatchObject({ rule: 'LITERAL_NAME', series: { id: first.series.id, organiserId: ONE } });
  });

  test('A person decides which series is meant, or that it is another one', async () => {
    const first = await identify({ name: 'Mardis verts', organiserId: ONE });
    const other = await identify({ name: 'Mardis verts', organiserId: ONE, distinctFromIds: [first.series.id] });
    expect(other).toMatchObject({ rule: 'DISTINCT_FROM', homonymIds: [] });
    const same = await identify({ name: 'Green Tuesdays', sameAsId: first.series.id });
    expect(same).toMatchObject({ rule: 'SAME_AS', series: { id: first.series.id, name: 'Mardis verts' } });
    await expect(identify({ name: 'Mardis verts', sameAsId: 'series_none' })).rejects.toThrow(
      /no event series series_none/,
    );
  });

  test('Concurrent definitions of one series create it once', async () => {
    const all = await Promise.all([1, 2, 3].map(() => identify({ name: 'At once', organiserId: ONE })));
    expect(new Set(all.map(({ series: { id } }) => id)).size).toBe(1);
  });
});
