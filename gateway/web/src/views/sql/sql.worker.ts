import initialise from '@sqlite.org/sqlite-wasm';
import { fillTable, runStatement } from './facts-table';
import type { SqlRequest, SqlResponse } from './messages';

// Only this file may compile WebAssembly: a worker has the policy of its own response.
const silent = (): void => {};
// It warns that it cannot store databases on disk, which nobody asks of it.
Object.assign(self, { sqlite3ApiConfig: { warn: silent } });
const opened = initialise({ print: silent, printErr: silent }).then(({ oo1 }) => new oo1.DB(':memory:', 'c'));

const respond = async (request: SqlRequest): Promise<SqlResponse> => {
  try {
    const database = await opened;
    return request.kind === 'open' ? await fillTable(database, request.file) : runStatement(database, request.sql);
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
};

self.addEventListener('message', ({ data }: MessageEvent<SqlRequest>) => {
  void respond(data).then((response) => self.postMessage(response));
});
