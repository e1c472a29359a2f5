export { type BatchEquality, checkEqualInBatches } from './batch-equality';
export {
  cloneDatabase,
  cloneDatabaseOfEach,
  cloneGraphDatabase,
  dropTestDatabases,
  type TestDatabase,
} from './database';
export { PROPERTY_FACTOR, PROPERTY_TIMEOUT } from './environment';
export { waitUntil } from './wait-until';
export { describeWithNats, type NatsServer, startNatsServer } from './nats-server';
export { describeSubgraph, type SubgraphContract } from './contract';
export { failuresOnHardTexts } from './hard-texts';
export { memberIdentity } from './identities';
export { defaultSettings, type OpenSubgraph, openSubgraph } from './open-subgraph';
export { tablesHolding } from './tables-holding';
export {
  type Choose,
  type LiteralFor,
  randomOperation,
  type RandomOperation,
  simpleLiteral,
  withClashingAliases,
} from './random-operation';
