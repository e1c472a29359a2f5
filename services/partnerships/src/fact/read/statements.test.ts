import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { recorder } from '../../../test/support/recorder';

const ALL_FIELDS = `
  id measure presence confidence rank status version recordedAt formula country independentSources
  subject { id name }
  property { key label(lang: "en") definition(lang: "en") unit { code label(lang: "en") per } }
  value {
    ... on QuantityValue { amount unit { code } }
    ... on TextValue { text saidBy { name } }
    ... on EntityValue { entity { name } }
  }
  citations { quote start end originKey source { title post { id } } reportsOn { title } }
  contradicts { id } supersedes { id } supersededBy { id } derivedFrom { id } recordedBy { id } issues { code } dimensions { name }
`;

/** The number of statements of an operation must not depend on the number of facts, subjects or posts. */
describe('SQL statements for facts', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  const small = { organisations: [] as string[], posts: [] as string[], sources: [] as string[] };
  const large = { organisations: [] as string[], posts: [] as string[], sources: [] as string[] };

  const fill = async (lists: typeof small, name: string, facts: number) => {
    const context = open.context();
    const register = async (value: string) =>
      (
        await context.organisations.register({
          kind: OrganisationKind.COMPANY,
          names: [{ value, kind: NameKind.OFFICIAL }],
        })
      ).id;
    const [subjectId, otherId] = [await register(name), await register('Other')];
    const { record, source } = await recorder(context, name);
    lists.organisations.push(subjectId);
    lists.posts.push(source.postId ?? '');
    lists.sources.push(source.id);
    const dated = await record({
      claim: 'founded',
      subjectId,
      property: 'founded',
      measure: 'STATEMENT',
      value: { kind: 'DATE', date: FuzzyDate.fromEdtf('1998'), raw: '1998' },
    });
    for (let index = 0; index < facts; index += 1) {
      const about = { claim: `c${index}`, subjectId, measure: 'ACTUAL' } as const;
      const others = { derivedFromIds: [dated.id], recordedById: 'member_one' };
      const quantity = { kind: 'QUANTITY', amount: String(index), unit: 'platform', raw: '' } as const;
      const text = { kind: 'TEXT', text: `words ${index}`, lang: 'fr', saidById: subjectId } as const;
      const entity = { kind: 'ENTITY', entityId: otherId, raw: '' } as const;
      await record({ ...about, ...others, property: 'mobility_platforms', value: quantity });
      await record({ ...about, ...others, claim: `t${index}`, property: 'purpose', value: text });
      await record({ ...about, ...others, claim: `e${index}`, property: 'met', value: entity });
    }
  };

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    await fill(small, 'Solo', 1);
    for (const name of ['Alpha', 'Beta', 'Gamma']) await fill(large, name, 6);
    await fill(large, 'Delta', 17);
  });
  afterAll(() => open.close());

  const cost = async (typename: string, ids: readonly string[], fields: string) => {
    const representations = ids.map((id) => ({ __typename: typename, id }));
    open.statements();
    const { data, errors } = await open.query(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typename} { ${fields} } } }`,
      { representations },
    );
    expect(errors).toBeUndefined();
    const counts = (data?.['_entities'] as { facts: { nodes: unknown[] } }[]).map(({ facts }) => facts.nodes.length);
    return { statements: open.statements().length, facts: counts.reduce((sum, count) => sum + count, 0) };
  };

  test.each([
    ['Organisation', 'organisations'],
    ['Post', 'posts'],
    ['Source', 'sources'],
  ] as const)('Reading the facts of 4 %s entities takes as many statements as of 1', async (typename, list) => {
    const fields = `facts(first: 50) { nodes { ${ALL_FIELDS} } totalCount }`;
    const one = await cost(typename, small[list], fields);
    const many = await cost(typename, large[list], fields);
    expect(one.facts).toBe(4);
    expect(many.facts).toBe(3 * 19 + 50);
    // The last of them has more than a page: the count.
    expect(many.statements).toBe(one.statements + 1);
  });

  test('Dates, names and root lists take as many statements for 50 facts as for 1', async () => {
    const fields = 'founded { edtf } names { value sources { quote } } facts(first: 1) { nodes { id } }';
    expect((await cost('Organisation', large.organisations, fields)).statements).toBe(
      (await cost('Organisation', small.organisations, fields)).statements,
    );
    const root = async (first: number) => {
      open.statements();
      const { errors } = await open.query(`{ facts(first: ${first}) { nodes { ${ALL_FIELDS} } totalCount } }`);
      expect(errors).toBeUndefined();
      return open.statements().length;
    };
    // The smaller page has every kind of value already, so the larger page needs no other loader.
    expect(await root(50)).toBe(await root(20));
  });
});
