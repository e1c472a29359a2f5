export { loadDemo } from './demo/load-demo';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded-postgres';
