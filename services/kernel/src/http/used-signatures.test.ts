import { createUsedSignatures } from './used-signatures';

test('A signature can be used once', () => {
  const used = createUsedSignatures();
  expect(used.use('a', 130, 100)).toBe(true);
  expect(used.use('b', 130, 100)).toBe(true);
  expect(used.use('a', 130, 100)).toBe(false);
  expect(used.use('a', 130, 129)).toBe(false);
});

test('An expired signature is forgotten, so that memory is bounded by the requests of one lifetime', () => {
  const used = createUsedSignatures();
  for (let second = 0; second < 1000; second += 1) used.use(`${second}`, second + 30, second);
  expect(used.size).toBe(30);
});

test('Where no more can be remembered, a request is refused instead of being accepted twice', () => {
  const used = createUsedSignatures(2);
  expect(['a', 'b', 'c', 'a'].map((id) => used.use(id, 130, 100))).toEqual([true, true, false, false]);
  expect(used.use('c', 160, 130)).toBe(true);
});
