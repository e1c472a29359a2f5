import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { deadlineSignal } from './deadline';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('A signal with a deadline', () => {
  test('Aborts after its time, also if garbage is collected meanwhile', async () => {
    const signal = deadlineSignal(100, new AbortController().signal);
    // What was made in this turn is not collected in it.
    await setImmediate();
    collectGarbage();
    for (let waits = 0; waits < 200 && !signal.aborted; waits += 1) await pause(10);
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  test('Aborts at once with each of the others, for their reason', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const signal = deadlineSignal(60_000, one.signal, other.signal);
    other.abort(new Error('The client has gone.'));
    expect(signal.reason).toMatchObject({ message: 'The client has gone.' });
  });
});
