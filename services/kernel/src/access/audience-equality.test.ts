import fc from 'fast-check';
import { Client } from 'pg';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { memberIdentity } from '../../test/support/identities';
import { type Audience, isVisibleTo, Visibility, visibleTo } from './audience';
import { anonymous, type Identity } from './identity';
import { Role, Scope } from './role';

const IDS = ['one', 'two', null] as const;
const BOOLEANS = [true, false] as const;

const AUDIENCES: readonly Audience[] = BOOLEANS.flatMap((published) =>
  Object.values(Visibility).flatMap((visibility) =>
    IDS.flatMap((authorId) => IDS.map((organisationId) => ({ published, visibility, authorId, organisationId }))),
  ),
);

const identities: fc.Arbitrary<Identity> = fc.oneof(
  fc.constant(anonymous),
  fc
    .record({
      memberId: fc.constantFrom('one', 'two', 'three'),
      roles: fc.subarray(Object.values(Role)),
      organisationId: fc.constantFrom('one', 'two', 'three', undefined),
      withoutReading: fc.boolean(),
    })
    .map(({ memberId, roles, organisationId, withoutReading }) => {
      const identity = memberIdentity(memberId, { roles, ...(organisationId && { organisationId }) });
      return withoutReading
        ? { ...identity, apiKeyId: 'key_1', scopes: identity.scopes.filter((scope) => scope !== Scope.POSTS_READ) }
        : identity;
    }),
);

describe('The audience of a post', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await cloneDatabase('empty', async () => undefined);
    client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      'CREATE TABLE posts (place int, published boolean, visibility text, author_id text, organisation_id text)',
    );
    for (const [place, { published, visibility, authorId, organisationId }] of AUDIENCES.entries())
      await client.query('INSERT INTO posts VALUES ($1, $2, $3, $4, $5)', [
        place,
        published,
        visibility,
        authorId,
        organisationId,
      ]);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  /** Places of the posts that the SQL condition finds. */
  const found = async (identity: Identity): Promise<number[]> => {
    const { sql, parameters } = visibleTo(identity, {
      published: 'published',
      visibility: 'visibility',
      authorId: 'author_id',
      organisationId: 'organisation_id',
    });
    const names = Object.keys(parameters);
    const numbered = sql.replace(/:([a-zA-Z]+)/g, (_, name: string) => `$${names.indexOf(name) + 1}`);
    const { rows } = await client.query<{ place: number }>(
      `SELECT place FROM posts WHERE ${numbered} ORDER BY place`,
      names.map((name) => parameters[name]),
    );
    return rows.map(({ place }) => place);
  };

  test('Is the same in SQL and for one post, for every caller', async () => {
    await fc.assert(
      fc.asyncProperty(identities, async (identity) => {
        const visible = AUDIENCES.flatMap((audience, place) => (isVisibleTo(identity, audience) ? [place] : []));
        expect(visible).toEqual(await found(identity));
      }),
    );
  });
});
