import type { Spans } from '@wizness/partnerships';
import { readJson } from './read-file';
import { CommandError } from '../command/command-error';

const textOf = (entry: unknown): string | null => {
  const { span } = (entry ?? {}) as { span?: unknown };
  return typeof span === 'string' ? span : null;
};

/**
 * A file that names spans of a page: `{ "F1": { "span": "…" } }`; answers the text of each name. Throws
 * {@link CommandError} that lists every name without a text.
 */
export const readSpansFile = (path: string): Spans => {
  const file = readJson(path);
  if (file === null || typeof file !== 'object' || Array.isArray(file)) {
    throw new CommandError(`${path} must hold one object: { "NAME": { "span": "the text" } }.`);
  }
  const spans = Object.entries(file).map(([name, entry]) => [name, textOf(entry)] as const);
  const nameless = spans.filter(([, text]) => text === null).map(([name]) => name);
  if (nameless.length > 0) {
    throw new CommandError(`${path}: give each of ${nameless.join(', ')} a "span" with its text.`);
  }
  return Object.fromEntries(spans) as Spans;
};
