import { removeFrame } from './page-frame';

const articleOf = (...lines: string[]) => removeFrame(lines.join('\n')).article.map(({ text }) => text);
const CALL = ['Join Wizness now to:', '  • Access the latest Sustainability news and events', '  • Something new'];

describe('Trap 4: the frame is recognised by its text', () => {
  test.each([
    [
      'complete',
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
      'with no-break spaces and trailing spaces',
      [
        'Register\u00a0Sign In  ',
        'New to\u00a0Wizness\u00a0Community?\t',
        'A',
        'b',
        '\u00a0Join Wizness now to\u00a0:',
      ],
    ],
    ['without the beginning', ['A', 'b', ...CALL]],
    ['without the end', ['Sign In', 'A', 'b', '', '']],
    [
      'without the call to action, but with a promise',
      ['A', 'b', '• Collaborate around Sustainability main challenges'],
    ],
    ['completely before the article', [...CALL, '', 'Register | Sign In', 'A', 'b']],
    ['with blank lines below the call to action', ['A', 'b', 'Join Wizness now to:', '', '• one', '', '• two', '']],
    ['with CR at the line ends', ['Register Sign In\r', '\r', 'A', 'b']],
  ])('A frame %s is removed', (_, lines) => {
    expect(articleOf(...lines).map((line) => line.trim())).toEqual(['A', 'b']);
  });

  test('A line of the frame that the article quotes is kept and reported', () => {
    const { article, frameLikeLines } = removeFrame('Register Sign In\nA\nJoin Wizness now to:\nb\n');
    expect(article.map(({ text }) => text)).toEqual(['A', 'Join Wizness now to:', 'b']);
    expect(frameLikeLines.map(({ text }) => text)).toEqual(['Join Wizness now to:']);
  });

  test('A list at the end of the article is kept', () => {
    expect(articleOf('A', '', '• un', '• deux')).toEqual(['A', '', '• un', '• deux']);
  });

  test('A page that is only frame has no article', () => {
    expect(removeFrame(`Register Sign In\n${CALL.join('\n')}`)).toMatchObject({
      article: [],
      hasFrame: true,
      frameLikeLines: [],
    });
  });
});
