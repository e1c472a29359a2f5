import { readSubgraphEnvironment, settings } from '@wizness/kernel';

const DEFAULT_PORT = 4014;

/** The settings of the ratings service as a process of its own. Throws EnvironmentError that lists every invalid one. */
export const readEnvironment = () =>
  readSubgraphEnvironment(DEFAULT_PORT, {
    /** URL of the service whose events state the audience of posts. */
    CONTENT_URL: settings.httpUrl('http://127.0.0.1:4011'),
    /** URL of the service whose events state that a member was erased. */
    MEMBERSHIP_URL: settings.httpUrl('http://127.0.0.1:4012'),
  });
