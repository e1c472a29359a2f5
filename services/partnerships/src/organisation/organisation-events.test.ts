import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { demoPage, demoVocabulary, importPublic } from '../../test/support/demo-claims';

describe('what is told of organisations', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
  });
  afterEach(() => open.close());

  const told = async () =>
    (await open.events.read(0, 1000)).map(({ type, subject, payload }) => ({ type, subject, payload }));
  const established = (subject: string) => ({ type: 'OrganisationEstablished', subject, payload: {} });
  const establish = (value: string, context: PartnershipsContext = open.context()) =>
    context.organisations.register({ kind: OrganisationKind.COMPANY, names: [{ value, kind: NameKind.OFFICIAL }] });

  test('that it was made, once; not that it was found, nor what was never committed', async () => {
    const one = await establish('One');
    await establish('ONE');
    const failing = open.context().inTransaction(async (context) => {
      await establish('Never', context);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const two = await establish('Two');
    expect(await told()).toEqual([established(one.id), established(two.id)]);
  });

  test('by an import, of each; an import of the same again tells nothing', async () => {
    await open.context().properties.define(demoVocabulary());
    const { subjects } = await importPublic(open.context(), demoPage('alter-mardis'));
    const made = Object.values(subjects).flatMap(({ id }) => (id.startsWith('org_') ? [id] : []));
    expect(made.length).toBeGreaterThan(1);
    expect((await told()).toSorted((a, b) => (a.subject < b.subject ? -1 : 1))).toEqual(
      [...new Set(made)].toSorted().map(established),
    );
    await importPublic(open.context(), demoPage('alter-mardis'));
    expect(await told()).toHaveLength(new Set(made).size);
  });
});
