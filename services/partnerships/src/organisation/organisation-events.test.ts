import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ANALYST, demoPage, demoVocabulary, importPublic } from '../../test/support/demo-claims';

describe('Events of organisations', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
  });
  afterEach(() => open.close());

  const readEvents = async () =>
    (await open.events.read(0, 1000))
      .filter(({ type }) => type === 'OrganisationEstablished')
      .map(({ type, subject, payload }) => ({ type, subject, payload }));
  const established = (subject: string) => ({ type: 'OrganisationEstablished', subject, payload: {} });
  const register = (value: string, context: PartnershipsContext = open.context()) =>
    context.organisations.register({ kind: OrganisationKind.COMPANY, names: [{ value, kind: NameKind.OFFICIAL }] });

  test('Registering appends one event for a new organisation, and none if it existed or was rolled back', async () => {
    const one = await register('One');
    await register('ONE');
    const failing = open.context().inTransaction(async (context) => {
      await register('Never', context);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    const two = await register('Two');
    expect(await readEvents()).toEqual([established(one.id), established(two.id)]);
  });

  test('An import appends one event per new organisation, and none when repeated', async () => {
    await open.context().properties.defineMissing(demoVocabulary());
    const { subjects } = await importPublic(open.context({ identity: ANALYST }), demoPage('alter-mardis'));
    const created = Object.values(subjects).flatMap(({ id }) => (id.startsWith('org_') ? [id] : []));
    expect(created.length).toBeGreaterThan(1);
    expect((await readEvents()).toSorted((a, b) => (a.subject < b.subject ? -1 : 1))).toEqual(
      [...new Set(created)].toSorted().map(established),
    );
    await importPublic(open.context({ identity: ANALYST }), demoPage('alter-mardis'));
    expect(await readEvents()).toHaveLength(new Set(created).size);
  });
});
