import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INFRA } from '../folders';
import { openTestDatabase, type TestImports } from '../test/support/import';
import { importFolder } from './import-folder';
import { pageFilesIn } from './page-files';

const DEMO = join(INFRA, 'demo');
const demoFile = (name: string): string => readFileSync(join(DEMO, name), 'utf8');

const PAGES = {
  'a-broken.txt': Buffer.from('Titre\n\nUne soir\xe9e.\n', 'latin1'),
  'alter-mardis.page.txt': demoFile('alter-mardis.page.txt'),
  'alter-mardis.claims.json': demoFile('alter-mardis.claims.json'),
  'wrong-claims.txt': 'Le titre\n\nUn texte en français, assez long pour la langue.\n',
  'wrong-claims.claims.json': '{}',
  'z-plain.txt': 'La haie\n\nUn texte avec vall\u00c3\u00a9e au milieu, et des arbres.\n',
};

describe('Import of a folder', () => {
  let database: TestImports;
  let folder: string;

  beforeEach(async () => {
    database = await openTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'wizness-folder-'));
    for (const [name, content] of Object.entries(PAGES)) writeFileSync(join(folder, name), content);
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (importPage = database.importPage) =>
    importFolder(pageFilesIn(folder), { spans: {}, strict: false }, importPage);

  test('Imports every good page although others are not, and lists what is to be corrected', async () => {
    const { output, incomplete } = await run();
    expect(output.split('\n')).toEqual([
      'a-broken.txt: not imported',
      expect.stringMatching(/^alter-mardis\.page\.txt: created alter-mardis, \d+ claims$/),
      'wrong-claims.txt: not imported',
      expect.stringContaining('z-plain.txt: created la-haie'),
      expect.stringContaining('warning: '),
      expect.stringMatching(/warning: Line \d+, column \d+: .*decoded wrongly/),
      '4 pages: 2 created, 0 revised, 0 unchanged, 2 not imported; 0 claims left out; 2 warnings',
    ]);
    expect(incomplete?.split('\n')).toEqual([
      expect.stringMatching(/^a-broken\.txt: Line 3, column 9: .*UTF-8/),
      expect.stringMatching(/^wrong-claims\.txt: .*does not follow schema/),
      expect.stringMatching(/line 1, \/ must have "document"/),
      expect.stringMatching(/line 1, \/ must have "claims"/),
      'Correct them and run the import again.',
    ]);
  });

  test('Run again, changes nothing, and imports what was corrected', async () => {
    await run();
    const before = await database.allRows();
    writeFileSync(join(folder, 'a-broken.txt'), 'Titre\n\nUne soirée avec des voisins.\n');
    const { output } = await run();
    expect(output).toContain('4 pages: 1 created, 0 revised, 2 unchanged, 1 not imported');
    const after = await database.allRows();
    expect(before.filter((row) => !after.includes(row))).toEqual([]);
  });

  test('A dry run stores nothing', async () => {
    const before = await database.allRows();
    const { output } = await run(database.rehearse);
    expect(output).toContain('2 created');
    expect(await database.allRows()).toEqual(before);
  });

  test('Two pages with one slug are reported', async () => {
    writeFileSync(join(folder, 'z-plain-2.txt'), 'La haie\n\nUn autre texte, avec des arbres et des oiseaux.\n');
    expect((await run()).incomplete).toContain('z-plain.txt: has the slug "la-haie", as z-plain-2.txt');
  });

  test('A folder without a page is refused', () => {
    expect(() => pageFilesIn(mkdtempSync(join(folder, 'empty-')))).toThrow(
      /contains no page: save each one as NAME.txt/,
    );
  });
});
