import { runProgram, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { partnerships } from './subgraph';

runProgram(async (program) => {
  const environment = readEnvironment();
  const { CONTENT_URL: content, MEMBERSHIP_URL: membership } = environment;
  const { close } = await serveSubgraph(partnerships, environment, { content, membership });
  await program.closeOnStop(close);
});
