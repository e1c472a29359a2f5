import { parse } from 'graphql';
import type { Plan } from '../plan';
import { createProgramCache } from './program-cache';

const planned: string[] = [];
const planner = {
  name: 'hive',
  plan: ({ text }: { readonly text: string }): Plan => {
    planned.push(text);
    return { planner: 'hive', root: null };
  },
} as const;

const operation = (text: string) => ({ text, document: parse(text) });
const NONE = new Set<string>();

beforeEach(() => planned.splice(0));

test('A plan is made once for each text and set of labels', () => {
  const lookups: boolean[] = [];
  const cache = createProgramCache(planner, () => false, { maxBytes: 1e6, onLookup: (hit) => void lookups.push(hit) });
  const first = cache.programOf(operation('{ a }'), NONE);
  expect(cache.programOf(operation('{ a }'), NONE)).toBe(first);
  cache.programOf(operation('{ a }'), new Set(['x', 'y']));
  cache.programOf(operation('{ a }'), new Set(['y', 'x']));
  expect(planned).toEqual(['{ a }', '{ a }']);
  expect(lookups).toEqual([false, true, false, true]);
});

test('The plans that were used last are kept, up to a number of bytes', () => {
  const cache = createProgramCache(planner, () => false, { maxBytes: 10_000 });
  for (let number = 0; number < 1000; number += 1) cache.programOf(operation(`{ a${number} }`), NONE);
  planned.splice(0);
  cache.programOf(operation('{ a999 }'), NONE);
  expect(planned).toEqual([]);
  cache.programOf(operation('{ a0 }'), NONE);
  expect(planned).toEqual(['{ a0 }']);
});

test('A plan that is larger than the cache is not kept', () => {
  const cache = createProgramCache(planner, () => false, { maxBytes: 100 });
  for (const _ of [1, 2]) cache.programOf(operation('{ a }'), NONE);
  expect(planned).toHaveLength(2);
});
