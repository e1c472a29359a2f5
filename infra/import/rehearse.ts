import type { Services } from '../command/open-services';
import { type ImportReport, importPage, type PageToImport } from './import-page';

/** Thrown to roll back what was written. */
class Rehearsed extends Error {
  constructor(readonly report: ImportReport) {
    super('The import was rehearsed.');
  }
}

/** Imports a page as {@link importPage} does, and rolls everything back: nothing is stored. Ids in the report do not exist. */
export const rehearse = async (services: Services, page: PageToImport): Promise<ImportReport> => {
  try {
    return await services.partnerships.inTransaction((partnerships) =>
      services.content.inTransaction(async (content): Promise<ImportReport> => {
        throw new Rehearsed(await importPage({ ...services, partnerships, content }, page));
      }),
    );
  } catch (error) {
    if (error instanceof Rehearsed) return error.report;
    throw error;
  }
};
