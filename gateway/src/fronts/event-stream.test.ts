import { EVENT_STREAM } from './event-stream';

test('Each stream tells its client another time to wait before it connects again, from 1 to 3 seconds', () => {
  const times = Array.from({ length: 50 }, () => Number(/^retry: (\d+)\n$/.exec(EVENT_STREAM.start())?.[1]));
  expect(times.filter((time) => time >= 1000 && time <= 3000)).toHaveLength(50);
  expect(new Set(times).size).toBeGreaterThan(10);
});

test('A cursor of several lines, which a client has sent, adds no event to the stream', () => {
  expect(EVENT_STREAM.position('content.1\nevent: next\ndata: {}')).toBe(':\n\n');
  expect(EVENT_STREAM.position('content.0000000000000001')).toBe('id: content.0000000000000001\n\n');
});
