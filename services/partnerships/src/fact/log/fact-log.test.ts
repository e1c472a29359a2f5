import { anonymous, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { callMutation } from '../../../test/support/call-mutation';
import { recorder } from '../../../test/support/recorder';

const QUERY = `query ($filter: FactFilter, $first: Int, $after: Cursor) {
  factEvents(filter: $filter, first: $first, after: $after) {
    nodes { id cursor type fact { id version status } movedId subject { id } }
    pageInfo { endCursor hasNextPage }
  }
}`;

interface Log {
  readonly nodes: readonly {
    readonly type: string;
    readonly cursor: string;
    readonly fact: { readonly id: string };
    readonly movedId: string | null;
    readonly subject: object | null;
  }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

describe('The log of facts', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let subjectId: string;
  let start: string;
  beforeEach(async () => {
    open = await openSubgraph(partnerships);
    const names = [{ value: 'Mobiliz', kind: NameKind.OFFICIAL }];
    ({ id: subjectId } = await open.context().organisations.register({ kind: OrganisationKind.COMPANY, names }));
    start = (await read({})).pageInfo.endCursor;
  });
  afterEach(() => open.close());

  const read = async (variables: object, identity = anonymous): Promise<Log> => {
    const { data, errors } = await open.query(QUERY, { ...variables }, identity);
    expect(errors).toBeUndefined();
    return data?.['factEvents'] as Log;
  };
  const purposeIn = async (document: string, visibility?: Visibility) => {
    const audience = visibility && { published: true, visibility, authorId: null, organisationId: null };
    const { record } = await recorder(open.context(), document, audience);
    return (claim: string, text: string) =>
      record({
        ...{ claim, subjectId, property: 'purpose', measure: 'STATEMENT' as const },
        value: { kind: 'TEXT', text, lang: 'en' },
      });
  };

  test('Has an entry for each version, which stays when a later one follows, and none for what is said again', async () => {
    const record = await purposeIn('page');
    const [first, second] = [await record('one', 'To move'), await record('two', 'To share')];
    const revised = await record('one', 'To move people');
    await record('one', 'To move people');
    await open.context().facts.retractAbsent('page', ['one']);
    const { nodes } = await read({ after: start });
    expect(nodes.map(({ type, fact }) => ({ type, fact }))).toEqual([
      { type: 'RECORDED', fact: { id: first.id, version: 1, status: 'ACCEPTED' } },
      { type: 'RECORDED', fact: { id: second.id, version: 1, status: 'ACCEPTED' } },
      { type: 'REVISED', fact: { id: revised.id, version: 2, status: 'ACCEPTED' } },
      { type: 'RETRACTED', fact: { id: expect.any(String) as string, version: 2, status: 'RETRACTED' } },
    ]);
    expect((await read({ after: nodes[1]?.cursor, first: 1 })).nodes).toEqual(nodes.slice(2, 3));
  });

  test('Has only what its filter selects, and examines the rest', async () => {
    const record = await purposeIn('page');
    await record('one', 'To move');
    const { id } = await record('two', 'To share');
    const { nodes, pageInfo } = await read({ after: start, filter: { text: 'share' } });
    expect(nodes.map(({ fact }) => fact.id)).toEqual([id]);
    expect(pageInfo).toEqual({ endCursor: nodes[0]?.cursor, hasNextPage: false });
    const { errors } = await open.query(QUERY, { filter: { properties: ['no_such_property'] } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('Has no facts from posts that the caller cannot read', async () => {
    await (await purposeIn('for members', Visibility.MEMBERS))('one', 'To move');
    expect((await read({ after: start })).nodes).toEqual([]);
    expect((await read({ after: start }, memberIdentity('member_1'))).nodes).toHaveLength(1);
  });

  test('Has an entry when its subject is merged or unmerged, with what its facts are about then, whatever the filter', async () => {
    const context = open.context();
    await recorder(context);
    const names = [{ value: 'Mobilize', kind: NameKind.OFFICIAL }];
    const { id: other } = await context.organisations.register({ kind: OrganisationKind.COMPANY, names });
    const after = (await read({})).pageInfo.endCursor;
    const run = (mutation: string, input: object) =>
      callMutation(open, mutation, { reason: 'One and the same.', ...input }, { selection: 'subject { id }' });
    const moved = async () =>
      (await read({ after, filter: { properties: ['purpose'] } })).nodes.map(({ type, fact, movedId, subject }) => ({
        ...{ type, fact, movedId, subject },
      }));
    await run('mergeSubjects', { survivorId: other, duplicateIds: [subjectId] });
    const entry = { type: 'MOVED', fact: null, movedId: subjectId };
    expect(await moved()).toEqual([{ ...entry, subject: { id: other } }]);
    await run('unmergeSubject', { id: subjectId });
    // Both say what is so now.
    expect(await moved()).toEqual([1, 2].map(() => ({ ...entry, subject: { id: subjectId } })));
  });

  test('Reads a page with as many statements for many facts as for one', async () => {
    const record = await purposeIn('page');
    await record('0', 'To move');
    const { pageInfo } = await read({ after: start });
    const cost = async (after: string): Promise<number> => {
      open.statements();
      await read({ after });
      return open.statements().length;
    };
    const one = await cost(start);
    for (let claim = 1; claim < 12; claim += 1) await record(`${claim}`, `To move ${claim}`);
    expect(await cost(pageInfo.endCursor)).toBe(one);
  });
});
