import type { Spans } from '@wizness/partnerships';
import { CommandError } from '../command/command-error';
import { readJson } from './read-file';

const textOf = (entry: unknown): string | null => {
  const { span } = (entry ?? {}) as { span?: unknown };
  return typeof span === 'string' ? span : null;
};

/**
 * Reads a file of named spans, `{ "F1": { "span": "…" } }`, and returns the text of each name. Throws
 * {@link CommandError} with all names that have no text.
 */
export const readSpansFile = (path: string): Spans => {
  const file = readJson(path);
  if (file === null || typeof file !== 'object' || Array.isArray(file)) {
    throw new CommandError(`${path} must contain one object: { "NAME": { "span": "the text" } }.`);
  }
  const spans = Object.entries(file).map(([name, entry]) => [name, textOf(entry)] as const);
  const withoutText = spans.filter(([, text]) => text === null).map(([name]) => name);
  if (withoutText.length > 0) {
    throw new CommandError(`${path}: give each of ${withoutText.join(', ')} a "span" with its text.`);
  }
  return Object.fromEntries(spans) as Spans;
};
