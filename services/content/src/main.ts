import { readSubgraphSettings, runProgram, serveSubgraph } from '@wizness/kernel';
import { content } from './subgraph';

runProgram(async (program) => {
  const { close } = await serveSubgraph(content, readSubgraphSettings(content));
  await program.closeOnStop(close);
});
