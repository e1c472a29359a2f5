import { echo, type OpenEventLog, openEventLog, type TestConsumer } from '../../test/support/event-log';

describe('catching up with a log', () => {
  let open: OpenEventLog;
  beforeAll(async () => {
    open = await openEventLog();
  });
  afterEach(() => open.reset());
  afterAll(() => open.close());

  const catchUp = async (consumer: TestConsumer = {}) => {
    const running = await open.open(echo(consumer));
    await running.catchUp({ origin: open.log.events }, open.clock);
  };

  test('handles every event that the log holds, in order and once, however often it is called', async () => {
    await open.appendMany(3);
    await catchUp();
    expect(await open.effects()).toEqual([1, 2, 3]);
    await open.append();
    await catchUp();
    await catchUp();
    expect(await open.effects()).toEqual([1, 2, 3, 4]);
    expect(await open.checkpoint()).toBe(4);
  });

  test('rejects with the error of a handler, and the event is handled by the next call', async () => {
    await open.appendMany(2);
    let fails = true;
    const handle = async () => {
      if (fails) throw new Error('The disk is full.');
    };
    await expect(catchUp({ handle })).rejects.toThrow(/Event 1 .*failed/);
    expect(await open.checkpoint()).toBe(0);
    fails = false;
    await catchUp({ handle });
    expect(await open.checkpoint()).toBe(2);
  });

  test('rejects without the log of a source', async () => {
    const running = await open.open(echo());
    await expect(running.catchUp({}, open.clock)).rejects.toThrow(/reads the log of origin: give it/);
  });
});
