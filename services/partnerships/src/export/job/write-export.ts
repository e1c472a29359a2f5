import { createHash } from 'node:crypto';
import { handleJob, type JobHandler, type JobRun } from '@wizness/kernel';
import { type EntityManager, LessThan } from 'typeorm';
import { createContext } from '../../context';
import type { PartnershipsSettings } from '../../environment';
import { writeTable } from '../format/formats';
import { ExportJob } from './export-job.entity';
import { EXTENSIONS } from './export-job.enums';
import { deleteExportsJob, exportJob, MAX_ATTEMPTS } from './export-job.job';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a file can be downloaded, and how long its job is kept after that. */
const [LIFETIME_MS, RETENTION_MS] = [7 * DAY_MS, 30 * DAY_MS];

/** Rows after which their number is stored again. */
const COUNTED_ROWS = 1000;

const writeExport = async (
  run: JobRun<{ exportId: string }>,
  db: EntityManager,
  settings: PartnershipsSettings,
): Promise<void> => {
  const { payload, clock, write, finish } = run;
  const id = payload.exportId;
  const job = await db.findOneBy(ExportJob, { id });
  if (!job) return;
  const { identity, knownAt, validAt, filter, format } = job;
  const loaders = await createContext(db, { identity, clock }, settings).loadersAt({ knownAt, validAt });
  const table = await loaders.exportedTable('facts', filter, null);
  const store = (change: Partial<ExportJob>) => write(async (tx) => void (await tx.update(ExportJob, { id }, change)));
  await store({ total: (await table.count?.()) ?? null, done: 0 });
  let [done, stored] = [0, 0];
  async function* pages() {
    for await (const page of table.pages()) {
      run.signal.throwIfAborted();
      done += page.count;
      if (done >= stored + COUNTED_ROWS) await store({ done: (stored = done) });
      yield page;
    }
  }
  const sha256 = createHash('sha256');
  let bytes = 0;
  for await (const chunk of writeTable(EXTENSIONS[format], { ...table, pages }, null)) {
    sha256.update(chunk);
    bytes += chunk.length;
  }
  const expiresAt = new Date(clock.now().getTime() + LIFETIME_MS);
  const result = { rows: done, bytes, sha256: sha256.digest('hex'), expiresAt };
  await finish(async (tx) => void (await tx.update(ExportJob, { id }, result)));
};

/** Writes the files of exports, and deletes old jobs. */
export const exportHandlers = (settings: PartnershipsSettings): readonly JobHandler[] => [
  handleJob(exportJob, async (run) => {
    // Pages are read outside of transactions: a file may take long.
    const db = await run.write(async (tx) => tx.dataSource.manager);
    try {
      await writeExport(run, db, settings);
    } catch (error) {
      const id = run.payload.exportId;
      if (run.attempt >= MAX_ATTEMPTS) await run.write((tx) => tx.update(ExportJob, { id }, { failed: true }));
      throw error;
    }
  }),
  handleJob(deleteExportsJob, ({ write, clock }) =>
    write(async (tx) => {
      await tx.delete(ExportJob, { createdAt: LessThan(new Date(clock.now().getTime() - RETENTION_MS)) });
    }),
  ),
];
