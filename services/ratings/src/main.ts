import { readSubgraphSettings, runProgram, serveSubgraph } from '@wizness/kernel';
import { ratings } from './subgraph';

runProgram(async (program) => {
  const { close } = await serveSubgraph(ratings, readSubgraphSettings(ratings));
  await program.closeOnStop(close);
});
