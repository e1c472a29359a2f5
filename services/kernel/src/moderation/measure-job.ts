import { z } from 'zod';
import { defineJob } from '../jobs/job-kind';

/** Runs when the time of a measure is over: what was hidden until then is shown again, without a person. */
export const endMeasure = defineJob({ kind: 'end-measure', payload: z.object({ caseId: z.string() }) });
