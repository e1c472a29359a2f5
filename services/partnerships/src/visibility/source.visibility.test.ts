import { anonymous, FuzzyDate, type Identity, Role, Scope } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { onDatabase } from '../../test/support/on-database';
import { recorder } from '../../test/support/recorder';
import { Citation } from '../source/citation.entity';
import {
  AUDIENCES,
  AUTHOR,
  recordPost,
  AUTHORS_ORGANISATION,
  type RecordedPost,
} from '../../test/support/hidden-posts';
import { readPaths } from '../../test/support/read-paths';

/** The posts of AUDIENCES that each viewer may see. */
const VIEWERS: Readonly<Record<string, readonly [Identity, readonly string[]]>> = {
  'an anonymous viewer': [anonymous, ['public']],
  'a member': [memberIdentity('member_other'), ['public', 'members']],
  'the author': [memberIdentity(AUTHOR), ['public', 'members', 'organisation', 'draft']],
  'a colleague': [
    memberIdentity('member_colleague', { organisationId: AUTHORS_ORGANISATION }),
    ['public', 'members', 'organisation'],
  ],
  'an analyst': [memberIdentity('member_analyst', { roles: [Role.ANALYST] }), ['public', 'members']],
  'an editor': [memberIdentity('member_editor', { roles: [Role.EDITOR] }), Object.keys(AUDIENCES)],
  'an administrator': [memberIdentity('member_admin', { roles: [Role.ADMIN] }), Object.keys(AUDIENCES)],
  'an API key of the author with the scope to read facts': [
    memberIdentity(AUTHOR, { scopes: [Scope.FACTS_READ], apiKeyId: 'apikey_1' }),
    ['public', 'members', 'organisation', 'draft'],
  ],
  'an API key of the author without the scope to read facts': [
    memberIdentity(AUTHOR, { scopes: [Scope.POSTS_READ], apiKeyId: 'apikey_2' }),
    ['public'],
  ],
};

describe('Facts that cite a post', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  const recorded: RecordedPost[] = [];

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    for (const [post, audience] of Object.entries(AUDIENCES)) {
      recorded.push(await recordPost(open.context(), post, audience));
    }
  });
  afterAll(() => open.close());

  /** Queries several root fields in one operation and returns their results. */
  const query = async (fields: readonly string[], identity: Identity): Promise<unknown[]> => {
    const { data, errors } = await open.query(
      `{ ${fields.map((field, index) => `a${index}: ${field}`).join(' ')} }`,
      {},
      identity,
    );
    expect(errors).toBeUndefined();
    return fields.map((_, index) => JSON.parse(JSON.stringify(data?.[`a${index}`])) as unknown);
  };

  test.each(Object.keys(readPaths({} as RecordedPost)))(
    '%s is visible to exactly those who may see the post',
    async (path) => {
      const paths = recorded.flatMap((post) => readPaths(post)[path] ?? []);
      for (const [viewer, [identity, posts]] of Object.entries(VIEWERS)) {
        const results = await query(
          paths.map(({ field }) => field),
          identity,
        );
        const expected = paths.map(({ seen, hidden }, index) =>
          posts.includes(recorded[index]?.post ?? '') ? seen : hidden,
        );
        expect({ viewer, results }).toEqual({ viewer, results: expected });
      }
    },
  );

  test('A hidden fact disputes a visible one, but is not listed to viewers who may not see it', async () => {
    const { organisationId } = await recordPost(open.context(), 'contradicted-draft', AUDIENCES['draft'] ?? null);
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
    expect(await query([field], anonymous)).toEqual([[{ status, contradicts: [] }]]);
    const contradicts = [{ property: { key: 'founded' } }];
    expect(await query([field], memberIdentity(AUTHOR))).toEqual([[{ status, contradicts }]]);
  });

  test('A fact without citations is public', async () => {
    const { record } = await recorder(open.context(), 'wordless', null);
    const about = { subjectId: recorded[0]?.personId ?? '', property: 'pays_dividends', measure: 'STATEMENT' } as const;
    const { id } = await record({ ...about, claim: 'yes', value: { kind: 'BOOLEAN', value: true, raw: '' } });
    const field = `facts(filter: { properties: ["pays_dividends"] }) { nodes { id } totalCount }`;
    expect(await query([field], anonymous)).toEqual([{ nodes: [], totalCount: 0 }]);
    await onDatabase(open.url, (db) => db.delete(Citation, { factId: id }));
    expect(await query([field], anonymous)).toEqual([{ nodes: [{ id }], totalCount: 1 }]);
  });
});
