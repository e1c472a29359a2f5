import { logCursors, type LoggedEvent, type RunningSubgraph } from '@wizness/kernel';
import type { Expected } from './reader';

/** The cursor of a position of the log of content. */
export const cursorOf = logCursors('content').encode;

/** The published posts that the log of content holds behind a position. */
export const readExpected = async ({ events }: Pick<RunningSubgraph, 'events'>, start: number): Promise<Expected> => {
  const published: LoggedEvent[] = [];
  for (let after: number | undefined = start; after !== undefined; ) {
    const page: readonly LoggedEvent[] = await events.read(after, 1000);
    published.push(...page.filter(({ type }) => type === 'PostPublished'));
    after = page.at(-1)?.position;
  }
  return { cursors: published.map(({ position }) => cursorOf(position)), ids: published.map(({ subject }) => subject) };
};
