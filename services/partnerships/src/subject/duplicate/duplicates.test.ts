import { anonymous, Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext, RoleCode } from '@wizness/partnerships';
import { ANALYST, callMutation } from '../../../test/support/call-mutation';
import { recorder } from '../../../test/support/recorder';

const LIST = `query ($filter: DuplicateFilter, $first: Int, $after: Cursor) {
  duplicates(filter: $filter, first: $first, after: $after) {
    nodes { a { id name } b { id name } score reasons { code message(lang: "en") } } totalCount pageInfo { endCursor } } }`;

interface Candidates {
  readonly nodes: readonly {
    readonly a: { readonly name: string };
    readonly b: { readonly name: string };
    readonly score: number;
    readonly reasons: readonly { readonly code: string; readonly message: string }[];
  }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly endCursor: string };
}

describe('Subjects that may be one', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let context: PartnershipsContext;
  beforeEach(async () => {
    open = await openSubgraph(partnerships);
    context = open.context();
  });
  afterEach(() => open.close());

  const organisation = async (value: string, known: object = {}): Promise<string> => {
    const names = [{ value, kind: NameKind.OFFICIAL }];
    return (await context.organisations.register({ kind: OrganisationKind.COMPANY, names, ...known })).id;
  };
  const list = async (variables: object = {}, identity = ANALYST): Promise<Candidates | null> => {
    const { data, errors } = await open.query(LIST, { ...variables }, identity);
    if (errors) throw errors[0];
    return data?.['duplicates'] as Candidates | null;
  };
  const pairs = async (variables: object = {}) =>
    ((await list(variables))?.nodes ?? []).map(({ a, b, score }) => [[a.name, b.name].toSorted().join(' / '), score]);

  test('Are listed by likeness of their names, the highest score first, for editors and analysts only', async () => {
    for (const name of ['Renault', 'Garages Solidaires', 'Fondation Mobile', 'Danone']) await organisation(name);
    for (const name of ['Renault SA', 'Garages Solidiares', 'Mobile Fondation', 'Garages Solidaires du Nord']) {
      await organisation(name);
    }
    await context.people.register({ name: 'Élodie Marchandeau' });
    await context.people.register({ name: 'Elodie Marchandau' });
    const all = [
      ['Renault / Renault SA', 0.9],
      ['Fondation Mobile / Mobile Fondation', 0.85],
      ['Garages Solidaires / Garages Solidiares', 0.8],
      ['Elodie Marchandau / Élodie Marchandeau', 0.8],
    ];
    expect(await pairs()).toEqual(all);
    expect(await pairs({ filter: { kinds: ['PERSON'] } })).toEqual(all.slice(3));
    expect(await pairs({ filter: { minScore: 0.7 } })).toContainEqual([
      ...['Garages Solidaires / Garages Solidaires du Nord', 0.7],
    ]);
    const first = await list({ first: 1 });
    expect(first?.totalCount).toBe(4);
    expect(await pairs({ after: first?.pageInfo.endCursor })).toEqual(all.slice(1));
    expect(await list({}, anonymous)).toBeNull();
    await expect(list({ filter: { minScore: 2 } })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('Are more likely one if they share a person or a website, and less with different numbers', async () => {
    const homepage = 'https://renault.example/';
    const a = await organisation('Renault', { homepage });
    const b = await organisation('Renault SA', { homepage });
    const { record } = await recorder(context);
    const { id: personId } = await context.people.register({ name: 'Ada' });
    for (const organisationId of [a, b]) {
      const value = { kind: 'ENTITY', entityId: organisationId, raw: '' } as const;
      const stated = { subjectId: personId, property: 'affiliation', measure: 'STATEMENT' as const, value };
      const { id: factId } = await record({ claim: organisationId, ...stated });
      await context.people.registerAffiliation({
        ...{ personId, organisationId, role: 'Engineer', roleCode: RoleCode.EMPLOYEE, factId },
      });
    }
    const found = await list({}, memberIdentity('member_editor', { roles: [Role.EDITOR] }));
    expect(found?.nodes).toMatchObject([
      {
        score: 1,
        reasons: [
          { code: 'SIMILAR_NAME', message: 'Similar name: Renault.' },
          { code: 'SHARED_PERSON', message: 'A person in common: Ada.' },
          { code: 'SHARED_HOMEPAGE', message: 'Same website: https://renault.example/.' },
        ],
      },
    ]);
    const [candidate] = (await list())?.nodes ?? [];
    expect(candidate?.reasons[0]).toEqual({ code: 'SIMILAR_NAME', message: 'Similar name.' });
    const numbered = (value: string) => ({ identifiers: [{ scheme: 'siren', value }] });
    await organisation('Cantine Nord', numbered('732829320'));
    await organisation('Cantine Nord', numbered('123456782'));
    expect(await pairs({ filter: { minScore: 0 } })).toContainEqual(['Cantine Nord / Cantine Nord', 0.45]);
  });

  test('Are no longer listed once they are merged or rejected', async () => {
    const ids = [await organisation('Renault'), await organisation('Renault SA'), await organisation('Renault SARL')];
    const [one = '', two = '', three = ''] = ids;
    expect(await pairs()).toHaveLength(2);
    const errors = await context.merges.merge({ survivorId: one, duplicateIds: [two], reason: 'One.' }, 'member_1');
    expect(errors).toEqual([]);
    expect(await pairs({ filter: { subjectIds: [two] } })).toEqual([['Renault / Renault SARL', 0.9]]);
    const reject = (aId: string, bId: string) =>
      callMutation(open, 'rejectDuplicate', { aId, bId, reason: 'Two.' }, { selection: 'a { id } b { id }' });
    expect((await reject(one, two)).userErrors).toMatchObject([{ code: 'INVALID', field: ['bId'] }]);
    expect((await reject(one, 'org_none')).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['bId'] }]);
    // Said of one that was merged, it holds for the whole.
    expect(await reject(three, two)).toEqual({ a: { id: three }, b: { id: one }, userErrors: [] });
    expect(await pairs()).toEqual([]);
  });
});
