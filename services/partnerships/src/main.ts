import { readSubgraphSettings, runProgram, serveSubgraph } from '@wizness/kernel';
import { partnerships } from './subgraph';

runProgram(async (program) => {
  const { close } = await serveSubgraph(partnerships, readSubgraphSettings(partnerships));
  await program.closeOnStop(close);
});
