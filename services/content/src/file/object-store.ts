import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { randomUUID } from 'node:crypto';

/** An object and when it was written. */
export interface StoredObject {
  readonly key: string;
  readonly writtenAt: Date;
}

/** Where the bytes of files are. Keys have the form `files/file_…`. */
export interface ObjectStore {
  /** Writes all of it, or nothing. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null if there is no such object. */
  get(key: string): Promise<Buffer | null>;
  /** Deleting what is not there changes nothing. */
  delete(key: string): Promise<void>;
  list(): Promise<readonly StoredObject[]>;
}

/** Form of keys. They are made by us: another form is a mistake, and must not leave the folder or the bucket. */
export const OBJECT_KEY = /^[a-z]+\/[a-z]+_[0-9a-z]{26}$/;

const missing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Objects as files of a folder, which only their owner can read. */
export const createFolderStore = (folder: string): ObjectStore => {
  const pathOf = (key: string): string => {
    if (!OBJECT_KEY.test(key)) throw new Error(`"${key}" is not the key of an object.`);
    return join(folder, key);
  };
  return {
    put: async (key, bytes) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const unfinished = `${path}.${randomUUID()}.part`;
      try {
        const file = await open(unfinished, 'wx', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    get: (key) =>
      readFile(pathOf(key)).catch((error: unknown) => {
        if (missing(error)) return null;
        throw error;
      }),
    delete: (key) => rm(pathOf(key), { force: true }),
    list: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
        if (missing(error)) return [];
        throw error;
      });
      const objects = entries
        .filter((entry) => entry.isFile())
        .map(async (entry) => {
          const path = join(entry.parentPath, entry.name);
          const { mtime } = await stat(path);
          return { key: relative(folder, path).split(sep).join('/'), writtenAt: mtime };
        });
      return (await Promise.all(objects)).filter(({ key }) => OBJECT_KEY.test(key));
    },
  };
};
