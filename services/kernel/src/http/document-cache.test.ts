import { parse } from 'graphql';
import { createDocumentCache } from './document-cache';

describe('The document cache', () => {
  const createObserved = () => {
    const read: string[] = [];
    const documentOf = createDocumentCache((query) => {
      read.push(query);
      return parse(query);
    });
    return { read, documentOf };
  };

  test('reads each text once', () => {
    const { read, documentOf } = createObserved();
    expect(documentOf('{ a }')).toBe(documentOf('{ a }'));
    expect(documentOf('{ b }')).toEqual(parse('{ b }'));
    expect(read).toEqual(['{ a }', '{ b }']);
  });

  test('does not cache errors', () => {
    const { read, documentOf } = createObserved();
    for (const _ of [1, 2]) expect(() => documentOf('{')).toThrow(/Syntax Error/);
    expect(read).toEqual(['{', '{']);
  });

  test('keeps at most 1000 documents', () => {
    const { read, documentOf } = createObserved();
    for (let n = 0; n <= 1000; n += 1) documentOf(`{ f${n} }`);
    documentOf('{ f1000 }');
    expect(read).toHaveLength(1001);
    documentOf('{ f0 }');
    expect(read).toHaveLength(1002);
  });

  test('keeps texts of at most two million characters together, and no long one', () => {
    const { read, documentOf } = createObserved();
    const long = (length: number, n: number) => `{ f${n} } #${'x'.repeat(length)}`;
    for (const _ of [1, 2]) documentOf(long(200_000, 0));
    expect(read).toHaveLength(2);
    for (let n = 0; n < 25; n += 1) documentOf(long(90_000, n));
    documentOf(long(90_000, 24));
    expect(read).toHaveLength(27);
    documentOf(long(90_000, 0));
    expect(read).toHaveLength(28);
  });
});
