export { loadDemo } from './demo/load-demo';
export { registerPost } from './import/register-post';
export { OPERATOR, type Services, withServices } from './import/open-services';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded-postgres';
