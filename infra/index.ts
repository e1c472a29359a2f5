export { loadDemo } from './demo/load-demo';
export { registerPost } from './demo/register-post';
export {
  OPERATOR,
  readServiceSettings,
  type Services,
  type ServiceSettings,
  withServices,
} from './command/open-services';
export { type CutProxy, openCutProxy } from './live/cut-proxy';
export { unreadableFile } from './command/unreadable-file';
export { type ServerPair, startServerPair } from './postgres/server-pair';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded-postgres';
