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
});
