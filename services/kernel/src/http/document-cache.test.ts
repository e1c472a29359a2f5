import { parse } from 'graphql';
import { createDocumentCache } from './document-cache';

describe('the documents that are kept', () => {
  const watched = () => {
    const read: string[] = [];
    const documentOf = createDocumentCache((query) => {
      read.push(query);
      return parse(query);
    });
    return { read, documentOf };
  };

  test('are read once', () => {
    const { read, documentOf } = watched();
    expect(documentOf('{ a }')).toBe(documentOf('{ a }'));
    expect(documentOf('{ b }')).toEqual(parse('{ b }'));
    expect(read).toEqual(['{ a }', '{ b }']);
  });

  test('are none that could not be read', () => {
    const { read, documentOf } = watched();
    for (const _ of [1, 2]) expect(() => documentOf('{')).toThrow(/Syntax Error/);
    expect(read).toEqual(['{', '{']);
  });

  test('are a thousand at most, whatever comes', () => {
    const { read, documentOf } = watched();
    for (let n = 0; n <= 1000; n += 1) documentOf(`{ f${n} }`);
    documentOf('{ f1000 }');
    expect(read).toHaveLength(1001);
    documentOf('{ f0 }');
    expect(read).toHaveLength(1002);
  });
});
