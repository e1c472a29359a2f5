import { type Clock, JobStatus } from '@wizness/kernel';
import type { ExportJob } from './export-job.entity';
import { EXTENSIONS } from './export-job.enums';

/** The state of an export, and the address of its file. `publicUrl` is the base of the site. */
export const createExportLinks = (clock: Clock, publicUrl: string) => {
  const statusOf = ({ failed, expiresAt, total }: ExportJob): JobStatus => {
    if (expiresAt) return expiresAt > clock.now() ? JobStatus.SUCCEEDED : JobStatus.EXPIRED;
    if (failed) return JobStatus.FAILED;
    return total === null ? JobStatus.QUEUED : JobStatus.RUNNING;
  };
  return {
    statusOf,
    /** Null while there is no file. */
    urlOf: (job: ExportJob): string | null => {
      if (statusOf(job) !== JobStatus.SUCCEEDED) return null;
      const { filter, validAt, knownAt, format } = job;
      const parameters = new URLSearchParams({
        ...(filter && { filter: JSON.stringify(filter) }),
        ...(validAt && { validAt }),
        knownAt: knownAt.toISOString(),
      });
      return `${publicUrl}/exports/facts.${EXTENSIONS[format]}?${parameters}`;
    },
  };
};
