import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClaimsFile, readReadableClaims } from './claims-file';
import { readBytes } from './read-file';
import { CommandError } from '../command/command-error';
import { readSpansFile } from './spans-file';

describe('Files that an import reads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wizness-import-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const write = (content: string | Buffer): string => {
    const path = join(folder, 'file');
    writeFileSync(path, content);
    return path;
  };
  const errorOf = (read: () => unknown): string => {
    try {
      read();
    } catch (error) {
      if (error instanceof CommandError) return error.message;
      throw error;
    }
    throw new Error('The file was accepted.');
  };

  test('An unreadable file is reported with its path and the reason', () => {
    for (const read of [readBytes, readClaimsFile, readSpansFile]) {
      expect(errorOf(() => read(join(folder, 'none')))).toMatch(/none cannot be read: there is no such file/);
    }
    expect(errorOf(() => readBytes(folder))).toMatch(/it is a folder/);
  });

  test.each([
    ['cut short', '{ "document": '],
    ['empty', ''],
    ['not UTF-8', Buffer.from('{ "caf\xe9": 1 }', 'latin1')],
  ])('JSON that is %s is refused', (_, content) => {
    expect(errorOf(() => readClaimsFile(write(content)))).toMatch(/is not JSON in UTF-8: ./);
  });

  test('A file may begin with a byte order mark', () => {
    expect(readSpansFile(write('\ufeff{ "F1": { "span": "words", "start": 0 } }'))).toEqual({ F1: 'words' });
  });

  test('All violations of the schema of claims are reported', () => {
    const path = write(JSON.stringify({ document: { kind: 'POEM', topics: ['Two Words'] }, claims: [], extra: 1 }));
    const [title, ...violations] = errorOf(() => readClaimsFile(path)).split('\n');
    expect(title).toBe(`${path} does not follow schema/claims.schema.json:`);
    expect(violations.toSorted()).toEqual([
      '  line 1, / must not have "extra"',
      '  line 1, /document must have "reportsOn"',
      '  line 1, /document must have "source"',
      '  line 1, /document/kind must be one of ARTICLE, NEWS, EVENT, GOOD_PRACTICE, CHALLENGE',
      '  line 1, /document/topics/0 must be lower-case words joined by hyphens, such as "annual-report"',
    ]);
  });

  test('A statement that does not follow the schema is left out with its line, path and correction, and the others stay', () => {
    const source = { kind: 'POST', publisher: null, url: null, published: null, originKey: 'page' };
    const claim = { subject: 'club', property: 'founded', measure: 'STATEMENT', presence: 'UNKNOWN', quote: 'En mai' };
    const participation = { organisation: 'club', role: 'OPERATOR', quote: 'En mai' };
    const content = {
      document: { kind: 'ARTICLE', source, topics: [], reportsOn: null },
      programmes: [
        {
          key: 'works',
          names: ['Chantiers'],
          parent: null,
          partnership: null,
          status: 'ACTIVE',
          participations: [{ ...participation, role: 'BOSS' }, participation],
          axes: [],
          criteria: [],
        },
      ],
      claims: [
        { ...claim, key: 'a', rank: 'TOP' },
        { ...claim, key: 'b' },
        { ...claim, key: 'c', extra: 1, quote: '' },
      ],
    };
    const path = write(JSON.stringify(content, null, 2));
    const lineOf = (words: string) => JSON.stringify(content, null, 2).split(words)[0]?.split('\n').length;
    const { claims, refused } = readReadableClaims(path);
    expect(claims.claims.map(({ key }) => key)).toEqual(['b']);
    expect(claims.programmes?.[0]?.participations).toEqual([participation]);
    expect(refused.map(({ key, reason }) => `${key} ${reason}`).toSorted()).toEqual(
      [
        `line ${lineOf('"BOSS"')}, /programmes/0/participations/0/role must be one of PARTNER, INITIATOR, OPERATOR, FUNDER, ACADEMIC_PARTNER, NETWORK_MEMBER, BENEFICIARY`,
        `line ${lineOf('"TOP"')}, /claims/0/rank must be one of PREFERRED, NORMAL, DEPRECATED`,
        `line ${lineOf('"quote": ""')}, /claims/2/quote must not be empty`,
        `line 57, /claims/2 must not have "extra"`,
      ].toSorted(),
    );
    expect(errorOf(() => readClaimsFile(path))).toContain('/claims/0/rank must be one of');
    expect(errorOf(() => readReadableClaims(write(JSON.stringify({ ...content, document: {} }))))).toContain(
      '/document',
    );
  });

  test.each([
    ['null', /must contain one object/],
    ['[]', /must contain one object/],
    ['{ "F1": { "span": "words" }, "F2": {}, "F3": null }', /give each of F2, F3 a "span"/],
  ])('Spans are refused: %s', (content, reason) => {
    expect(errorOf(() => readSpansFile(write(content)))).toMatch(reason);
  });
});
