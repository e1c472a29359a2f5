import { readSubgraphSettings, runProgram, serveSubgraph } from '@wizness/kernel';
import { membership } from './subgraph';

runProgram(async (program) => {
  const { close } = await serveSubgraph(membership, readSubgraphSettings(membership));
  await program.closeOnStop(close);
});
