import { textPieces } from './text-pieces';

describe('The pieces of an imported page', () => {
  test('Are the text of the page between its bounds, cut where spans begin and end', () => {
    const spans = [
      { key: '1', start: 2, end: 6 },
      { key: '2', start: 4, end: 8 },
    ];
    expect(textPieces('0123456789', spans, 1, 9)).toEqual([
      { text: '1', keys: [], ending: [] },
      { text: '23', keys: ['1'], ending: [] },
      { text: '45', keys: ['1', '2'], ending: ['1'] },
      { text: '67', keys: ['2'], ending: ['2'] },
      { text: '8', keys: [], ending: [] },
    ]);
  });

  test('Count code points, as the graph does', () => {
    expect(textPieces('🚗 x', [{ key: '1', start: 2, end: 3 }], 0, 3).map(({ text }) => text)).toEqual(['🚗 ', 'x']);
  });

  test('Are one piece without spans, and none for an empty text', () => {
    expect(textPieces('abc', [], 0, 3)).toEqual([{ text: 'abc', keys: [], ending: [] }]);
    expect(textPieces('abc', [], 2, 2)).toEqual([]);
  });
});
