import { runProgram, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { content } from './subgraph';

runProgram(async (program) => {
  const environment = readEnvironment();
  const { close } = await serveSubgraph(content, environment, { membership: environment.MEMBERSHIP_URL });
  await program.closeOnStop(close);
});
