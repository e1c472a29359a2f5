import { readSubgraphEnvironment } from '@wizness/kernel';

const DEFAULT_PORT = 4014;

/** The settings of ratings as a process of its own. Throws EnvironmentError that names all wrong ones. */
export const readEnvironment = () => readSubgraphEnvironment(DEFAULT_PORT);
