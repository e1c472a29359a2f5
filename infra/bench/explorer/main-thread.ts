import type { CDPSession, Page } from 'playwright-core';
import { z } from 'zod';

/** An event of a trace. Times are in microseconds; `tdur` is time on the processor of the event's thread. */
const traceEvent = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number().default(0),
  dur: z.number().default(0),
  tdur: z.number().default(0),
  args: z.object({ name: z.unknown() }).partial().optional(),
});

type TraceEvent = z.infer<typeof traceEvent>;

const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'];

/** Parts of the work of a frame, by the names of their events. They do not contain each other. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  script: ['FunctionCall', 'FireAnimationFrame', 'TimerFire', 'EvaluateScript', 'RunMicrotasks', 'EventDispatch'],
  layout: ['UpdateLayoutTree', 'Layout', 'HitTest'],
  paint: ['PrePaint', 'Paint', 'Layerize', 'Commit', 'UpdateLayer'],
};

/** Processor time of the main thread of a page, in milliseconds. */
export interface MainThreadWork {
  /** How many callbacks of animation frames have run. */
  readonly frames: number;
  /** Everything that the thread did. */
  readonly total: number;
  readonly script: number;
  readonly layout: number;
  readonly paint: number;
  /** The frame with most work: from the beginning of its callback to that of the next one. */
  readonly longest: number;
}

/** Processor time of events, without those that are inside of another one of them. */
const timeOf = (events: readonly TraceEvent[]): number => {
  let [sum, end] = [0, 0];
  for (const { ts, dur, tdur } of events.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    if (ts < end) continue;
    sum += tdur;
    end = ts + dur;
  }
  return sum / 1000;
};

/** Sums up the work of the thread that ran the callbacks of animation frames. Throws if none ran. */
const workOf = (events: readonly TraceEvent[]): MainThreadWork => {
  const frame = events.find(({ name }) => name === 'FireAnimationFrame');
  if (!frame) throw new Error('No frame was drawn.');
  const ofThread = events.filter(({ ph, pid, tid }) => ph === 'X' && pid === frame.pid && tid === frame.tid);
  const tasks = ofThread.filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask');
  const starts = ofThread
    .flatMap(({ name, ts }) => (name === 'FireAnimationFrame' ? [ts] : []))
    .toSorted((a, b) => a - b);
  const within = (from: number, to: number): readonly TraceEvent[] => tasks.filter(({ ts }) => from <= ts && ts < to);
  // A task begins before the callback in it: what is in the same task belongs to the frame.
  const begins = starts.map((start) => Math.max(...tasks.flatMap(({ ts }) => (ts <= start ? [ts] : [])), 0));
  const perFrame = begins.slice(0, -1).map((from, index) => timeOf(within(from, begins[index + 1] ?? from)));
  const part = (name: string): number => timeOf(ofThread.filter((event) => PARTS[name]?.includes(event.name)));
  return {
    frames: starts.length,
    total: timeOf(tasks),
    script: part('script'),
    layout: part('layout'),
    paint: part('paint'),
    longest: Math.max(...perFrame),
  };
};

/** Records what the main thread of a page does while `act` runs. */
export const recordMainThread = async (page: Page, act: () => Promise<void>): Promise<MainThreadWork> => {
  const session: CDPSession = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const each of value) {
      const { success, data } = traceEvent.safeParse(each);
      if (success) events.push(data);
    }
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await act();
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return workOf(events);
};
