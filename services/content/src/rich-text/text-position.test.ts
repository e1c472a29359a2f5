import fc from 'fast-check';
import { codePointLength, codePointOffsets, linesOf, positionAt, sliceCodePoints, utf16Indexes } from './text-position';

describe('Trap 26: code points', () => {
  test('Lines end with LF, CRLF or CR', () => {
    expect(linesOf('a\nb\r\nc\rd').map(({ text, start, end }) => [text, start, end])).toEqual([
      ['a', 0, 1],
      ['b', 2, 3],
      ['c', 5, 6],
      ['d', 7, 8],
    ]);
  });

  test('Columns count code points', () => {
    expect(positionAt('a\r\n😀😀b', 7)).toEqual({ line: 2, column: 3 });
    expect(positionAt('', 0)).toEqual({ line: 1, column: 1 });
    expect(positionAt('a\n', 2)).toEqual({ line: 2, column: 1 });
  });

  test('Offset and index are inverse and match the characters of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const characters = Array.from(text);
        const [offsetAt, indexAt] = [codePointOffsets(text), utf16Indexes(text)];
        expect(codePointLength(text)).toBe(characters.length);
        characters.forEach((character, offset) => {
          expect(offsetAt(indexAt(offset))).toBe(offset);
          expect(sliceCodePoints(text, offset, offset + 1)).toBe(character);
          expect(text.startsWith(character, indexAt(offset))).toBe(true);
        });
        expect(indexAt(characters.length)).toBe(text.length);
        expect(offsetAt(text.length)).toBe(characters.length);
      }),
    );
  });
});
