import { openSubgraph } from '@wizness/kernel/testing';
import { partnerships } from '@wizness/partnerships';
import fc from 'fast-check';
import { PROPERTY_FACTOR, PROPERTY_TIMEOUT } from '../../test/support/environment';
import { type Event, event } from '../../test/support/random-events';
import { History } from '../../test/support/random-history';

/** In CI. PROPERTY_FACTOR=167 compares 10,020 instants. */
const [HISTORIES, INSTANTS] = [3 * PROPERTY_FACTOR, 20];
const EVENTS = 25;

/** What the graph said, from when on, in the order of time. */
type Said = readonly { readonly from: number; readonly answer: unknown }[];

const live = async (history: History, events: readonly Event[]): Promise<Said> => {
  await history.start();
  const said = [await history.now()];
  for (const one of events) {
    await history.apply(one);
    said.push(await history.now());
  }
  return said;
};

describe('What was known at a moment', () => {
  test(
    'Is what the graph said then, whatever happened since',
    async () => {
      const events = fc.array(event, { minLength: EVENTS, maxLength: EVENTS });
      const histories = fc.sample(events, { numRuns: HISTORIES });
      const instants = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), {
        numRuns: HISTORIES * INSTANTS,
      });
      for (const [number, history] of histories.entries()) {
        const open = await openSubgraph(partnerships);
        try {
          const past = new History(open);
          const said = await live(past, history);
          const [first, last] = [said[0]?.from ?? 0, said.at(-1)?.from ?? 0];
          for (const share of instants.slice(number * INSTANTS, (number + 1) * INSTANTS)) {
            const at = first + Math.floor(share * (last - first + 1));
            const then = said.findLast(({ from }) => from <= at);
            expect({ number, at, answer: await past.read(new Date(at)) }).toEqual({
              ...{ number, at },
              answer: then?.answer,
            });
          }
        } finally {
          await open.close();
        }
      }
    },
    PROPERTY_TIMEOUT,
  );
});
