import { createLogger, runProgram } from '@wizness/kernel';
import { readGatewayEnvironment } from './environment';
import { startGateway } from './server';

runProgram(async (program) => {
  const { PORT, HOST, LOG_LEVEL, SUBGRAPH_TIMEOUT_MS, TRUSTED_PROXIES, subgraphs } = readGatewayEnvironment();
  const log = createLogger('gateway', LOG_LEVEL);
  const { close } = await startGateway({
    subgraphs,
    log,
    port: PORT,
    host: HOST,
    subgraphTimeoutMs: SUBGRAPH_TIMEOUT_MS,
    trustedProxies: TRUSTED_PROXIES,
  });
  await program.closeOnStop(close);
});
