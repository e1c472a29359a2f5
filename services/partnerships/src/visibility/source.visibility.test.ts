import { anonymous, FuzzyDate, type Identity, Role, Scope } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { onDatabase } from '../../test/support/on-database';
import { recorder } from '../../test/support/recorder';
import { Citation } from '../source/citation.entity';
import { AUDIENCES, AUTHOR, tellFrom, THEIR_ORGANISATION, type Told } from '../../test/support/hidden-posts';
import { waysIn } from '../../test/support/read-paths';

/** Who asks, and from which posts they see facts. */
const SEEN: Readonly<Record<string, readonly [Identity, readonly string[]]>> = {
  'a visitor': [anonymous, ['public']],
  'a member': [memberIdentity('member_other'), ['public', 'members']],
  'the author': [memberIdentity(AUTHOR), ['public', 'members', 'organisation', 'draft']],
  'a colleague': [
    memberIdentity('member_colleague', { organisationId: THEIR_ORGANISATION }),
    ['public', 'members', 'organisation'],
  ],
  'an analyst': [memberIdentity('member_analyst', { roles: [Role.ANALYST] }), ['public', 'members']],
  'an editor': [memberIdentity('member_editor', { roles: [Role.EDITOR] }), Object.keys(AUDIENCES)],
  'an administrator': [memberIdentity('member_admin', { roles: [Role.ADMIN] }), Object.keys(AUDIENCES)],
  'a key of the author that may not read posts': [
    memberIdentity(AUTHOR, { scopes: [Scope.FACTS_READ], apiKeyId: 'apikey_1' }),
    ['public'],
  ],
};

describe('what is known from a post', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  const told: Told[] = [];

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    for (const [post, audience] of Object.entries(AUDIENCES)) {
      told.push(await tellFrom(open.context(), post, audience));
    }
  });
  afterAll(() => open.close());

  /** Answers to fields of the root, in one operation. */
  const ask = async (fields: readonly string[], identity: Identity): Promise<unknown[]> => {
    const { data, errors } = await open.query(
      `{ ${fields.map((field, index) => `a${index}: ${field}`).join(' ')} }`,
      {},
      identity,
    );
    expect(errors).toBeUndefined();
    return fields.map((_, index) => JSON.parse(JSON.stringify(data?.[`a${index}`])) as unknown);
  };

  test.each(Object.keys(waysIn({} as Told)))('%s: seen by whoever may see the post', async (way) => {
    const asked = told.flatMap((each) => waysIn(each)[way] ?? []);
    for (const [who, [identity, posts]] of Object.entries(SEEN)) {
      const answers = await ask(
        asked.map(({ field }) => field),
        identity,
      );
      const expected = asked.map(({ seen, hidden }, index) =>
        posts.includes(told[index]?.post ?? '') ? seen : hidden,
      );
      expect({ who, answers }).toEqual({ who, answers: expected });
    }
  });

  test('rules see all: what is hidden contradicts all the same, and is shown to nobody who may not see it', async () => {
    const { organisationId } = await tellFrom(open.context(), 'contradicted-draft', AUDIENCES['draft'] ?? null);
    const { record } = await recorder(open.context(), 'rules');
    const raw = '2005';
    const { id } = await record({
      claim: 'founded',
      subjectId: organisationId,
      property: 'founded',
      measure: 'STATEMENT',
      value: { kind: 'DATE', date: FuzzyDate.fromEdtf(raw), raw },
    });
    const field = `_entities(representations: [{ __typename: "Fact", id: "${id}" }]) { ... on Fact { status contradicts { property { key } } } }`;
    const status = 'DISPUTED';
    expect(await ask([field], anonymous)).toEqual([[{ status, contradicts: [] }]]);
    const contradicts = [{ property: { key: 'founded' } }];
    expect(await ask([field], memberIdentity(AUTHOR))).toEqual([[{ status, contradicts }]]);
  });

  test('a fact for which no words are cited is seen by everybody', async () => {
    const { record } = await recorder(open.context(), 'wordless', null);
    const about = { subjectId: told[0]?.personId ?? '', property: 'pays_dividends', measure: 'STATEMENT' } as const;
    const { id } = await record({ ...about, claim: 'yes', value: { kind: 'BOOLEAN', value: true, raw: '' } });
    const field = `facts(filter: { properties: ["pays_dividends"] }) { nodes { id } totalCount }`;
    expect(await ask([field], anonymous)).toEqual([{ nodes: [], totalCount: 0 }]);
    await onDatabase(open.url, (db) => db.delete(Citation, { factId: id }));
    expect(await ask([field], anonymous)).toEqual([{ nodes: [{ id }], totalCount: 1 }]);
  });
});
