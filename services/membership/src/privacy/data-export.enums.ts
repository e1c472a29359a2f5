import { registerEnumType } from 'type-graphql';

export enum JobStatus {
  SUCCEEDED = 'SUCCEEDED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(JobStatus, {
  name: 'JobStatus',
  description: 'State of a job that may take some time. New values may be added, such as one for a running job.',
  valuesConfig: {
    SUCCEEDED: { description: 'The job is done and its result can be downloaded.' },
    EXPIRED: { description: 'The result can no longer be downloaded: request a new one.' },
  },
});
