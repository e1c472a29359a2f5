import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, parse, print } from 'graphql';
import { z } from 'zod';

/** A document that clients may send as a hash. */
export interface StoredOperation {
  readonly text: string;
  /** SHA-256 hashes as hexadecimal digits, of every form in which a client may have the text, and ids of a manifest. */
  readonly hashes: readonly string[];
}

/** The format that Apollo's tools write: https://www.apollographql.com/docs/graphos/platform/security/persisted-queries */
const MANIFEST = 'persisted-query-manifest.json';

const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A document that clients send as it is, trimmed, or printed from its syntax tree. Throws if it is not GraphQL. */
export const storedOperationOf = (text: string, ...ids: readonly string[]): StoredOperation => ({
  text,
  hashes: [...ids, ...[text, text.trim(), print(parse(text))].map(sha256)],
});

const readFolder = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).toSorted();
  } catch (cause) {
    throw new Error(`PERSISTED_OPERATIONS_FOLDER must be a folder that can be read: ${String(cause)}`, { cause });
  }
};

/**
 * Reads the operations of a folder: each `.graphql` file is one document, and `persisted-query-manifest.json` may list more.
 * Throws an error that names the folder or the file which cannot be read.
 */
export const readStoredOperations = (folder: string): readonly StoredOperation[] =>
  readFolder(folder).flatMap((file) => {
    const path = join(folder, file);
    try {
      if (file.endsWith('.graphql')) return [storedOperationOf(readFileSync(path, 'utf8'))];
      if (file !== MANIFEST) return [];
      const { operations } = manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
      return operations.map(({ id, body }) => storedOperationOf(body, id));
    } catch (cause) {
      throw new Error(`The stored operations in ${path} cannot be read: ${String(cause)}`, { cause });
    }
  });

/** The texts of stored operations by name. Those without a name are left out. */
export const operationsByName = (stored: readonly StoredOperation[]): ReadonlyMap<string, string> =>
  new Map(
    stored.flatMap(({ text }): (readonly [string, string])[] => {
      const name = getOperationAST(parse(text))?.name?.value;
      return name === undefined ? [] : [[name, text]];
    }),
  );
