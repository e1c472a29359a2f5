import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { callMutation } from '../../../test/support/call-mutation';
import { recorder } from '../../../test/support/recorder';

describe('Statements of merged subjects', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let ids: [string, string];
  let read: () => Promise<unknown>;
  let readAt: (knownAt: string | null) => Promise<unknown>;

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
    const context = open.context();
    const register = async (value: string) => {
      const names = [{ value, kind: NameKind.OFFICIAL }];
      return (await context.organisations.register({ kind: OrganisationKind.COMPANY, names })).id;
    };
    ids = [await register('Renault'), await register('Régie Renault')];
    const { id: programme } = await context.programmes.register({ names: ['Mobiliz'] });
    readAt = async (knownAt) => {
      const { data, errors } = await open.query(
        `query ($at: AsOf) { facts(first: 10, at: $at) { nodes { id status independentSources contradicts { id } } }
          factGroups(by: [], at: $at) { nodes { count excluded } } }`,
        { at: knownAt && { knownAt } },
      );
      if (errors) throw errors[0];
      return JSON.parse(JSON.stringify(data)) as unknown;
    };
    read = () => readAt(null);
    const documents = [await recorder(context, 'one'), await recorder(context, 'other')] as const;
    for (const [index, { record }] of documents.entries()) {
      const subjectId = ids[index] ?? '';
      await record({
        ...{ claim: 'platforms', subjectId, property: 'mobility_platforms', measure: 'ACTUAL' },
        // The same number.
        value: { kind: 'QUANTITY', amount: index === 0 ? '9' : '9.0', unit: 'platform', raw: '9' },
      });
      await record({
        ...{ claim: 'founded', subjectId, property: 'founded', measure: 'STATEMENT' },
        value: { kind: 'DATE', date: FuzzyDate.fromEdtf(index === 0 ? '1898' : '1899'), raw: '' },
      });
      await record({
        ...{ claim: 'met', subjectId: programme, property: 'met', measure: 'STATEMENT' },
        value: { kind: 'ENTITY', entityId: subjectId, raw: '' },
      });
    }
  });
  afterEach(() => open.close());

  const call = (mutation: string, input: object) =>
    callMutation(open, mutation, { reason: 'One and the same.', ...input }, { selection: 'subject { id }' });
  const numbers = (answer: unknown) =>
    (answer as { facts: { nodes: { status: string; independentSources: number }[] } }).facts.nodes.map(
      ({ status, independentSources }) => `${status} ${independentSources}`,
    );

  test('Count the sources of all of them, and their dates contradict each other, until the merge is undone', async () => {
    const before = await read();
    expect(numbers(before)).toEqual(Array(6).fill('ACCEPTED 1'));
    const [survivorId, duplicate] = ids;
    await call('mergeSubjects', { survivorId, duplicateIds: [duplicate] });
    const merged = await read();
    expect(numbers(merged).toSorted()).toEqual([
      ...Array<string>(4).fill('ACCEPTED 2'),
      ...Array<string>(2).fill('DISPUTED 1'),
    ]);
    const { subject } = await call('unmergeSubject', { id: duplicate });
    expect(subject).toEqual({ id: duplicate });
    expect(await read()).toEqual(before);
    const { latest } = await open.context().readStamps();
    expect(await readAt(latest.toISOString())).toEqual(before);
    expect(await readAt(new Date(latest.getTime() - 1).toISOString())).toEqual(merged);
  });

  test('Stay disputed by a person after the merge is undone', async () => {
    const context = open.context();
    const [survivorId, duplicate] = ids;
    const [one, other] = await Promise.all(ids.map((id) => context.facts.statementsOf(id, 'founded')));
    await context.facts.declareContradiction(one?.[0]?.id ?? '', other?.[0]?.id ?? '');
    const before = await read();
    await call('mergeSubjects', { survivorId, duplicateIds: [duplicate] });
    await call('unmergeSubject', { id: duplicate });
    expect(await read()).toEqual(before);
  });
});
