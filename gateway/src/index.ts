export type { ForeignIssuer } from './identity/foreign-token';
export { type GatewayOptions, type RunningGateway, startGateway } from './server';
export type { EmbeddedSubgraphs } from './supergraph/embedded-sources';
export type { SubgraphPlacement } from './supergraph/open-sources';
export { createPlanner, type PlanOf } from './supergraph/plan';
export type { RemoteSubgraphs } from './supergraph/remote-sources';
