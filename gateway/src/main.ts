import { createLogger, runProgram } from '@wizness/kernel';
import { readGatewaySettings } from './environment';
import { startGateway } from './server';

runProgram(async (program) => {
  const { gateway, subgraphs } = readGatewaySettings();
  const { close } = await startGateway({ ...gateway, subgraphs, log: createLogger('gateway', gateway.logLevel) });
  await program.closeOnStop(close);
});
