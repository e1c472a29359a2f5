import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Logger, shortMessage } from '@wizness/kernel';

export interface SupergraphFileOptions {
  readonly path: string;
  /** How often the file is looked at, in milliseconds. Null: it is only read when `reload` is called. */
  readonly intervalMs: number | null;
  /** Replaces the supergraph (SDL). Rejects, and changes nothing, if it cannot be used. */
  readonly update: (supergraph: string) => Promise<void>;
  readonly log: Logger;
}

/** A file that contains the supergraph. */
export interface SupergraphFile {
  /** Reads the file and replaces the supergraph. Never rejects: the log says why a file was refused. */
  reload(): Promise<void>;
  close(): void;
}

/**
 * Keeps the supergraph equal to a file. It is compared by its times and size, which also works for a file that is replaced and for
 * one on a network. A file that is not complete yet is refused, and read again when it changes.
 */
export const watchSupergraphFile = (options: SupergraphFileOptions): SupergraphFile => {
  const { path, intervalMs, update, log } = options;
  const reload = async (): Promise<void> => {
    try {
      await update(await readFile(path, 'utf8'));
      log.info({ path }, 'the supergraph was read again');
    } catch (error) {
      const reason = shortMessage(error instanceof Error ? error.message : String(error));
      log.error({ path, reason }, 'the supergraph was refused; the one before stays in use');
    }
  };
  const onChange = (): void => void reload();
  if (intervalMs !== null) watchFile(path, { interval: intervalMs, persistent: false }, onChange);
  return { reload, close: () => unwatchFile(path, onChange) };
};
