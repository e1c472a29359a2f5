import { runProgram, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { membership } from './subgraph';

runProgram(async (program) => {
  const environment = readEnvironment();
  const { CONTENT_URL: content, PARTNERSHIPS_URL: partnerships } = environment;
  const { close } = await serveSubgraph(membership, environment, { content, partnerships });
  await program.closeOnStop(close);
});
