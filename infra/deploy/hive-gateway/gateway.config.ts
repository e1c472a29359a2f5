import { readGatewaySettings } from '@wizness/gateway';
import { createLogger } from '@wizness/kernel';
import { createHiveConfig } from './hive-config';

const { gateway, subgraphs } = readGatewaySettings();
if (subgraphs.mode !== 'remote') throw new Error('Hive Gateway calls the services over HTTP: unset MODE.');

/** Hive Gateway reads the export of this name. Its settings are those of our gateway in `remote` mode. */
export const gatewayConfig = createHiveConfig({
  urls: subgraphs.urls,
  secret: subgraphs.secret,
  publicUrl: gateway.publicUrl,
  timeoutMs: gateway.subgraphTimeoutMs,
  log: createLogger('hive-gateway', gateway.logLevel),
});
