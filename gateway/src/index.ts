export { gatewaySettings, type GatewaySettings, readGatewaySettings } from './environment';
export type { ExternalIssuer } from './identity/external-token';
export { type GatewayOptions, type RunningGateway, startGateway } from './server';
export { loadServices } from './subgraphs/open-embedded';
export type { EmbeddedSubgraphs } from './subgraphs/open-embedded';
export type { SubgraphPlacement } from './subgraphs/open-subgraphs';
export { createPlanner, type PlanOf } from './supergraph/plan';
export type { RemoteSubgraphs } from './subgraphs/open-remote';
