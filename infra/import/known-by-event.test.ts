import { demoPage } from '../test/support/demo-page';
import { openTestDatabase, type TestImports } from '../test/support/import';

const RATEABLE = `SELECT kind, count(*)::integer AS count FROM ratings.rateable_subjects
  WHERE kind IN ('ORGANISATION', 'PROGRAMME', 'PARTNERSHIP') GROUP BY kind ORDER BY kind::text`;
const KNOWN = `
  SELECT 'ORGANISATION' AS kind, count(*)::integer AS count FROM partnerships.organisations
  UNION ALL SELECT 'PARTNERSHIP', count(*)::integer FROM partnerships.partnerships
  UNION ALL SELECT 'PROGRAMME', count(*)::integer FROM partnerships.programmes`;

describe('What an import registers in partnerships', () => {
  let database: TestImports;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.importPage(demoPage('alter-mardis'));
  });
  afterAll(() => database.close());

  const rows = async (sql: string) => (await database.sql(sql)).rows;

  test('Can be rated as soon as ratings has read the log, each exactly once', async () => {
    expect(await rows(RATEABLE)).toEqual([]);
    await database.catchUp();
    await database.catchUp();
    expect(await rows(RATEABLE)).toEqual(await rows(KNOWN));
  });

  test('Is known to content by all its names', async () => {
    await database.catchUp();
    const names = await rows('SELECT value FROM partnerships.organisation_names ORDER BY value');
    expect(names.length).toBeGreaterThan(10);
    expect(await rows("SELECT value FROM content.known_names WHERE target_id LIKE 'org\\_%' ORDER BY value")).toEqual(
      names,
    );
  });
});
