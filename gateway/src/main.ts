import { createLogger, runProgram } from '@wizness/kernel';
import { readGatewaySettings } from './environment';
import { startGateway } from './server';

runProgram(async (program) => {
  const { gateway, subgraphs } = readGatewaySettings();
  const log = createLogger('gateway', gateway.logLevel);
  const { close, reloadSupergraph } = await startGateway({ ...gateway, subgraphs, log });
  await program.closeOnStop(close);
  program.reloadOnHangUp(() => void reloadSupergraph());
});
