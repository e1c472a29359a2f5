import { readSubgraphEnvironment, settings } from '@wizness/kernel';

const DEFAULT_PORT = 4014;

/** The settings of ratings as a process of its own. Throws EnvironmentError that names all wrong ones. */
export const readEnvironment = () =>
  readSubgraphEnvironment(DEFAULT_PORT, {
    /** Whose events say who may see a post. */
    CONTENT_URL: settings.httpUrl('http://127.0.0.1:4011'),
    /** Whose events say that a member was erased. */
    MEMBERSHIP_URL: settings.httpUrl('http://127.0.0.1:4012'),
  });
