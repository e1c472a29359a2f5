import { PageError } from './page-error';
import { readWiznessPage } from './wizness-page';

function errorOf(content: string | Buffer): { code: string; line: number; column: number; message: string } {
  try {
    readWiznessPage(Buffer.from(content));
  } catch (error) {
    if (error instanceof PageError)
      return { code: error.code, line: error.line, column: error.column, message: error.message };
    throw error;
  }
  throw new Error('The page was accepted.');
}

const FRAME =
  'Register Sign In\n\nNew to Wizness Community?\n\nJoin Wizness now to:\n  • Share and rate good pratices with peers\n';

describe('A page file is refused with line and column', () => {
  test.each([
    [
      'Latin-1 after an astral character',
      Buffer.concat([Buffer.from('Été\n\u{1f600}a'), Buffer.from([0xe9, 0x62])]),
      2,
      3,
      '0xE9',
    ],
    ['cut off within a character', Buffer.from('abc€').subarray(0, 5), 1, 4, '0xE2'],
    ['an invalid continuation byte', Buffer.from([0x61, 0xe2, 0x28, 0xa1]), 1, 2, '0xE2'],
    ['UTF-16', Buffer.from('\ufeffTitre', 'utf16le'), 1, 1, 'UTF-16'],
    ['a lone surrogate', Buffer.from([0x41, 0x0d, 0x0a, 0xed, 0xa0, 0x80]), 2, 1, '0xED'],
    ['an invalid byte after a byte order mark', Buffer.from([0xef, 0xbb, 0xbf, 0x41, 0xff]), 1, 2, '0xFF'],
    ['an overlong sequence', Buffer.from([0xc0, 0xaf]), 1, 1, '0xC0'],
  ])('NOT_UTF8: %s', (_, bytes, line, column, hint) => {
    expect(errorOf(bytes)).toMatchObject({ code: 'NOT_UTF8', line, column, message: expect.stringContaining(hint) });
  });

  test('NOT_UTF8: an invalid byte far into a large file', () => {
    const bytes = Buffer.concat([Buffer.from('é\n'.repeat(100_000)), Buffer.from([0xff])]);
    expect(errorOf(bytes)).toMatchObject({ code: 'NOT_UTF8', line: 100_001, column: 1 });
  });

  test('CONTROL_CHARACTER: NUL', () => {
    expect(errorOf('Titre\n\nTe\0xte')).toMatchObject({ code: 'CONTROL_CHARACTER', line: 3, column: 3 });
  });

  test.each(['', '\ufeff', ' \r\n\u00a0\n'])('EMPTY: %j', (text) => {
    expect(errorOf(text)).toMatchObject({ code: 'EMPTY', line: 1, column: 1 });
  });

  test('ONLY_FRAME', () => {
    expect(errorOf(FRAME)).toMatchObject({ code: 'ONLY_FRAME', line: 7, column: 1 });
  });

  test('NO_TITLE: a list or a paragraph comes first', () => {
    expect(errorOf('Register Sign In\n\n• un\n• deux\n\nTexte.')).toMatchObject({
      code: 'NO_TITLE',
      line: 3,
      column: 1,
    });
    expect(errorOf(`${'mot '.repeat(100)}\n\nTexte.`)).toMatchObject({ code: 'NO_TITLE', line: 1 });
  });

  test('NO_BODY', () => {
    expect(errorOf('Register Sign In\n\nTitre\n')).toMatchObject({ code: 'NO_BODY', line: 3, column: 6 });
  });

  test.each([
    ['a link is not closed', 'a {{LNK|label|http://example.org/', 3],
    ['a link is closed on the next line', 'a {{LNK|label|\nhttp://example.org/}}', 3],
    ['another link opens first', 'a {{LNK|label {{LNK|b|http://example.org/}}', 3],
    ['a link is not opened', 'a label}} b', 8],
    ['a link has no bar', '{{LNK|label}}', 1],
    ['a link has too many bars', '😀{{LNK|a|b|http://example.org/}}', 2],
    ['the name is in lower case', '{{lnk|a|http://example.org/}}', 1],
  ])('Trap 5: UNBALANCED_LINK: %s', (_, text, column) => {
    const error = errorOf(`Titre 😀\r\n\r\nUn.\r\n\r\n${text}`);
    expect(error).toMatchObject({ code: 'UNBALANCED_LINK', line: 5, column });
    expect(error.message).toContain('{{LNK|label|https://example.org/}}');
  });
});
