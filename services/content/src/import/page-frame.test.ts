import { stripFrame } from './page-frame';

const articleOf = (...lines: string[]) => stripFrame(lines.join('\n')).article.map(({ text }) => text);
const CALL = ['Join Wizness now to:', '  • Access the latest Sustainability news and events', '  • Something new'];

describe('trap 4: the frame is known by what it says', () => {
  test.each([
    [
      'whole',
      [
        'Register Sign In',
        '',
        'New to Wizness Community?',
        'Join Wizness to do this and that.',
        '',
        'A',
        'b',
        '',
        ...CALL,
      ],
    ],
    [
      'with no-break spaces and blanks at the ends',
      [
        'Register\u00a0Sign In  ',
        'New to\u00a0Wizness\u00a0Community?\t',
        'A',
        'b',
        '\u00a0Join Wizness now to\u00a0:',
      ],
    ],
    ['without its beginning', ['A', 'b', ...CALL]],
    ['without its end', ['Sign In', 'A', 'b', '', '']],
    ['without its call, but with what it promises', ['A', 'b', '• Collaborate around Sustainability main challenges']],
    ['all before the article', [...CALL, '', 'Register | Sign In', 'A', 'b']],
    ['with blank lines under the call', ['A', 'b', 'Join Wizness now to:', '', '• one', '', '• two', '']],
    ['with CR at the ends', ['Register Sign In\r', '\r', 'A', 'b']],
  ])('%s', (_, lines) => {
    expect(articleOf(...lines).map((line) => line.trim())).toEqual(['A', 'b']);
  });

  test('an article may quote the frame; the line stays and is pointed out', () => {
    const { article, suspects } = stripFrame('Register Sign In\nA\nJoin Wizness now to:\nb\n');
    expect(article.map(({ text }) => text)).toEqual(['A', 'Join Wizness now to:', 'b']);
    expect(suspects.map(({ text }) => text)).toEqual(['Join Wizness now to:']);
  });

  test("an article's own last list stays", () => {
    expect(articleOf('A', '', '• un', '• deux')).toEqual(['A', '', '• un', '• deux']);
  });

  test('nothing but frame leaves no article', () => {
    expect(stripFrame(`Register Sign In\n${CALL.join('\n')}`)).toMatchObject({
      article: [],
      hasFrame: true,
      suspects: [],
    });
  });
});
