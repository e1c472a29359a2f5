export { type GatewayOptions, type RunningGateway, startGateway } from './server';
export type { EmbeddedSubgraphs, RemoteSubgraphs, SubgraphPlacement } from './supergraph/sources';
export { createPlanner, type PlanOf } from './supergraph/plan';
