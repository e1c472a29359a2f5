export { cloneDatabase, dropTestDatabases, type TestDatabase } from './database';
export { describeSubgraph, type SubgraphContract } from './contract';
export { type OpenSubgraph, openSubgraph } from './open-subgraph';
