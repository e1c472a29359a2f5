import { readSubgraphEnvironment, settings } from '@wizness/kernel';

const DEFAULT_PORT = 4013;

/** Settings for running partnerships as its own process. Throws EnvironmentError that lists all invalid ones. */
export const readEnvironment = () =>
  readSubgraphEnvironment(DEFAULT_PORT, {
    /** Where to read the events of content: who may see a post. */
    CONTENT_URL: settings.httpUrl('http://127.0.0.1:4011'),
    /** Where to read the events of membership: erased members. */
    MEMBERSHIP_URL: settings.httpUrl('http://127.0.0.1:4012'),
  });
