import { registerEnumType } from 'type-graphql';

export enum JobStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  SUCCEEDED = 'SUCCEEDED',
  FAILED = 'FAILED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(JobStatus, {
  name: 'JobStatus',
  description: 'State of a job that may take some time.',
  valuesConfig: {
    QUEUED: { description: 'Waiting to start.' },
    RUNNING: { description: 'In progress.' },
    SUCCEEDED: { description: 'The job is done and its result can be downloaded.' },
    FAILED: { description: 'Failed: start it again.' },
    EXPIRED: { description: 'The result can no longer be downloaded: request a new one.' },
  },
});
