export { loadDemo } from './demo/load-demo';
export { registerPost } from './demo/register-post';
export {
  OPERATOR,
  readServiceSettings,
  type Services,
  type ServiceSettings,
  withServices,
} from './command/open-services';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded-postgres';
