import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClaimsFile } from './claims-file';
import { readBytes } from './read-file';
import { CommandError } from '../command/command-error';
import { readSpansFile } from './spans-file';

describe('files that an import reads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wizness-import-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const written = (content: string | Buffer): string => {
    const path = join(folder, 'file');
    writeFileSync(path, content);
    return path;
  };
  const refusal = (read: () => unknown): string => {
    try {
      read();
    } catch (error) {
      if (error instanceof CommandError) return error.message;
      throw error;
    }
    throw new Error('It was not refused.');
  };

  test('are named where they can not be read', () => {
    for (const read of [readBytes, readClaimsFile, readSpansFile]) {
      expect(refusal(() => read(join(folder, 'none')))).toMatch(/none can not be read: there is no such file/);
    }
    expect(refusal(() => readBytes(folder))).toMatch(/it is a folder/);
  });

  test.each([
    ['cut short', '{ "document": '],
    ['empty', ''],
    ['not UTF-8', Buffer.from('{ "caf\xe9": 1 }', 'latin1')],
  ])('are refused where JSON is %s', (_, content) => {
    expect(refusal(() => readClaimsFile(written(content)))).toMatch(/is not JSON in UTF-8: ./);
  });

  test('may begin with a byte order mark', () => {
    expect(readSpansFile(written('\ufeff{ "F1": { "span": "words", "start": 0 } }'))).toEqual({ F1: 'words' });
  });

  test('A claims file that breaks the schema is refused with every violation', () => {
    const path = written(JSON.stringify({ document: { kind: 'POEM', topics: ['Two Words'] }, claims: [], extra: 1 }));
    const [title, ...faults] = refusal(() => readClaimsFile(path)).split('\n');
    expect(title).toBe(`${path} does not follow schema/claims.schema.json:`);
    expect(faults.toSorted()).toEqual([
      '  / must not have "extra"',
      '  /document must have "reportsOn"',
      '  /document must have "source"',
      '  /document/kind must be one of ARTICLE, NEWS, EVENT, GOOD_PRACTICE, CHALLENGE',
      '  /document/topics/0 must be lower-case words joined by hyphens, such as "annual-report"',
    ]);
  });

  test.each([
    ['null', /must hold one object/],
    ['[]', /must hold one object/],
    ['{ "F1": { "span": "words" }, "F2": {}, "F3": null }', /give each of F2, F3 a "span"/],
  ])('spans are refused: %s', (content, reason) => {
    expect(refusal(() => readSpansFile(written(content)))).toMatch(reason);
  });
});
