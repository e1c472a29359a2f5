import { Client } from 'pg';
import { anonymous, type Identity } from './identity';
import { readTestRun } from '../../test/support/environment';
import { type Audience, Visibility, visibleTo } from './audience';
import { scopesOf } from './permissions';
import { Role } from './role';

const AUTHOR = 'member_author';
const ORGANISATION = 'org_1';

const member = (roles: readonly Role[] = [Role.MEMBER], rest: Partial<Identity> = {}): Identity => ({
  memberId: 'member_other',
  roles,
  scopes: scopesOf(roles),
  ...rest,
});

const POSTS: Readonly<Record<string, Audience>> = Object.fromEntries(
  [true, false].flatMap((published) =>
    Object.values(Visibility).map((visibility) => [
      `${published ? '' : 'unpublished '}${visibility}`,
      { published, visibility, authorId: AUTHOR, organisationId: ORGANISATION },
    ]),
  ),
);

describe('The condition for visible posts', () => {
  let client: Client;
  beforeAll(async () => {
    client = new Client({ connectionString: readTestRun().TEST_DATABASE_URL });
    await client.connect();
  });
  afterAll(() => client.end());

  /** Names of the posts that PostgreSQL finds for `identity`. */
  const seenBy = async (identity: Identity): Promise<string[]> => {
    const { sql, parameters } = visibleTo(identity, {
      published: 'published',
      visibility: 'visibility',
      authorId: '"authorId"',
      organisationId: '"organisationId"',
    });
    const values: unknown[] = [
      JSON.stringify(
        Object.entries({ ...POSTS, 'without audience': {} }).map(([name, audience]) => ({ name, ...audience })),
      ),
    ];
    const numbered = sql.replaceAll(/:(\w+)/g, (_, name: string) => `$${values.push(parameters[name])}`);
    const { rows } = await client.query<{ name: string }>(
      `SELECT name FROM jsonb_to_recordset($1::jsonb)
         AS post (name text, published boolean, visibility text, "authorId" text, "organisationId" text)
       WHERE ${numbered}`,
      values,
    );
    return rows.map(({ name }) => name);
  };

  const EVERYTHING = [...Object.keys(POSTS), 'without audience'];

  test.each<[string, Identity, string[]]>([
    ['an anonymous caller', anonymous, ['PUBLIC']],
    ['a member', member(), ['PUBLIC', 'MEMBERS']],
    ['a suspended member', member([]), ['PUBLIC', 'MEMBERS']],
    ['an analyst', member([Role.ANALYST]), ['PUBLIC', 'MEMBERS']],
    ['a moderator', member([Role.MODERATOR]), ['PUBLIC', 'MEMBERS']],
    [
      'a member of the organisation',
      member([Role.MEMBER], { organisationId: ORGANISATION }),
      ['PUBLIC', 'MEMBERS', 'ORGANISATION'],
    ],
    ['a member of another organisation', member([Role.MEMBER], { organisationId: 'org_2' }), ['PUBLIC', 'MEMBERS']],
    ['the author', member([Role.MEMBER], { memberId: AUTHOR }), Object.keys(POSTS)],
    ['an API key of the author without the scope', member([Role.MEMBER], { memberId: AUTHOR, scopes: [] }), ['PUBLIC']],
    ['an editor', member([Role.EDITOR]), EVERYTHING],
    ['an administrator', member([Role.ADMIN]), EVERYTHING],
    ['an API key of an editor without the scope', member([Role.EDITOR], { scopes: [] }), ['PUBLIC']],
  ])('selects the right posts for %s', async (_, identity, expected) => {
    expect(await seenBy(identity)).toEqual(expected);
  });
});
