import { createHash } from 'node:crypto';
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

  const key = (...scopes: Scope[]): Identity => memberIdentity(AUTHOR, { scopes, apiKeyId: 'apikey_1' });
  const editorsKey = (...scopes: Scope[]): Identity =>
    memberIdentity('member_editor', { roles: [Role.EDITOR], scopes, apiKeyId: 'apikey_2' });
  const theirs = ['public', 'members', 'organisation', 'draft'];

  test.each([
    ['an API key of the author with both scopes', key(Scope.FACTS_READ, Scope.POSTS_READ), theirs, theirs],
    ['an API key of the author with FACTS_READ alone', key(Scope.FACTS_READ), theirs, ['public']],
    ['an API key of the author with POSTS_READ alone', key(Scope.POSTS_READ), ['public'], ['public']],
    [
      'an API key of an editor with both scopes',
      editorsKey(Scope.FACTS_READ, Scope.POSTS_READ),
      Object.keys(AUDIENCES),
      Object.keys(AUDIENCES),
    ],
    ['an API key of an editor with FACTS_READ alone', editorsKey(Scope.FACTS_READ), Object.keys(AUDIENCES), ['public']],
    ['an API key of an editor with POSTS_READ alone', editorsKey(Scope.POSTS_READ), ['public'], ['public']],
    ['a member', memberIdentity('member_other'), ['public', 'members'], ['public', 'members']],
  ])(
    'For %s, nothing of a text is readable without POSTS_READ unless it is public',
    async (_, identity, seen, read) => {
      const fields = recorded.flatMap(({ sourceId, factId }) => [
        `source(id: "${sourceId}") { title sha256 length text part: text(from: 4, to: 8) }`,
        `fact(id: "${factId}") { citations { quote prefix suffix source { sha256 text } } }`,
      ]);
      const results = await query(fields, identity);
      const expected = recorded.flatMap(({ post }) => {
        if (!seen.includes(post)) return [null, null];
        const text = read.includes(post) ? `The text of ${post}.` : null;
        const sha256 = text && createHash('sha256').update(text).digest('hex');
        const whole = { sha256, length: text && text.length, text, part: text && 'text' };
        const around = { prefix: text && 'The ', suffix: text && ` of ${post}.` };
        return [
          { title: 'A page', ...whole },
          { citations: [{ quote: `quoted from ${post}`, ...around, source: { sha256, text } }] },
        ];
      });
      expect(results).toEqual(expected);
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
