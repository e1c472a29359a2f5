import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INFRA } from '../folders';
import { openTestDatabase, type TestImports } from '../test/support/import';
import { runScript } from '../test/support/run-script';

const DEMO = join('infra', 'demo');
const PAGE = join(DEMO, 'alter-mardis.page.txt');
const CLAIMS = join(DEMO, 'alter-mardis.claims.json');

const FRAME = 'Register Sign In\n\nNew to\u00a0Wizness Community?\n\n';

const FILES = {
  'latin-1.txt': Buffer.from('Titre\n\nUne soir\xe9e.\n', 'latin1'),
  'empty.txt': '',
  'frame.txt': FRAME,
  'unbalanced.txt': `${FRAME}Titre\n\nUn mot.\nVoir {{LNK|Mobiliz|http://example.org/ ici.\n`,
  'faults.json': '{}',
};

describe('npm run import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wizness-import-'));
  const at = (name: keyof typeof FILES): string => join(folder, name);
  let database: TestImports;
  let before: readonly string[];

  beforeAll(async () => {
    for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content);
    database = await openTestDatabase();
    before = await database.allRows();
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (parameters: readonly string[], settings: Record<string, string> = {}) =>
    runScript('import/main.js', parameters, { DATABASE_URL: database.url, ...settings });

  test.each<[string, readonly string[], RegExp]>([
    ['a page that is not UTF-8', [at('latin-1.txt')], /^Line 3, column 9: .*UTF-8/],
    ['an empty page', [at('empty.txt')], /^Line 1, column 1: .*empty/],
    ["a page that is only the site's frame", [at('frame.txt')], /^Line \d+, column 1: .*only the site's frame/],
    ['link markup that is not closed', [at('unbalanced.txt')], /^Line 8, column 6: /],
    ['a missing page', [join(folder, 'none.txt')], /none\.txt cannot be read: there is no such file/],
    ['an invalid claims file', [PAGE, '--claims', at('faults.json')], /\n {2}line 1, \/ must have "claims"\n/],
    ['spans without claims', [PAGE, '--spans', PAGE], /give --claims too[^]*npm run import -- PAGE/],
    ['no arguments', [], /^Name one page, or one folder of pages\.\n\nnpm run import -- PAGE \[--claims CLAIMS\]/],
  ])('Reports %s and exits with 1', async (_, parameters, message) => {
    const { code, out, err } = await run(parameters);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain('    at ');
  });

  test.each(['--help', '-h'])('Prints its usage and exits with 0, with %s', async (option) => {
    expect(await run([option])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^npm run import -- PAGE/),
      err: '',
    });
  });

  test('Reports all wrong settings together', async () => {
    const { code, err } = await run([PAGE], { DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' });
    expect(code).toBe(1);
    expect(err).toMatch(/^These settings are wrong:\n {2}DATABASE_URL: .*\n {2}LOG_LEVEL: .*\n$/);
  });

  test('Reports a database that cannot be reached', async () => {
    const { code, err } = await run([PAGE], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('Cannot connect to the database'),
    });
  });

  test('Writes nothing for wrong input, imports a page, and changes nothing when run again', async () => {
    expect(await database.allRows()).toEqual(before);
    const first = await run([PAGE, '--claims', CLAIMS]);
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/: created, revision 1, \d+ mentions\n/) });
    const stored = await database.allRows();
    const second = await run([PAGE, '--claims', CLAIMS]);
    expect(second).toMatchObject({ code: 0, out: expect.stringMatching(/: unchanged, revision 1, /) });
    expect(second.out).toContain('facts: 0 created');
    expect(await database.allRows()).toEqual(stored);
  });

  test('Leaves out a claim that is not valid, lists it and exits with 2; with --strict, imports nothing and exits with 1', async () => {
    const claims = JSON.parse(readFileSync(join(INFRA, 'demo', 'alter-mardis.claims.json'), 'utf8')) as {
      claims: { key: string; quote: string }[];
    };
    for (const claim of claims.claims) if (claim.key === 'launch') claim.quote = 'quote of nobody';
    const path = join(folder, 'one-wrong.json');
    writeFileSync(path, JSON.stringify(claims));
    const stored = await database.allRows();
    const strict = await run([PAGE, '--claims', path, '--strict']);
    expect(strict).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('launch: The text does not contain'),
    });
    expect(await database.allRows()).toEqual(stored);
    const { code, out, err } = await run([PAGE, '--claims', path]);
    expect({ code, out }).toEqual({ code: 2, out: expect.stringContaining(' subjects; facts: ') });
    expect(err).toMatch(/^1 claim was left out:\n {2}launch: The text does not contain "quote of nobody".*\n/);
  });
});
