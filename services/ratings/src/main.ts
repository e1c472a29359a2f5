import { runProgram, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { ratings } from './subgraph';

runProgram(async (program) => {
  const environment = readEnvironment();
  const { close } = await serveSubgraph(ratings, environment, {
    content: environment.CONTENT_URL,
    membership: environment.MEMBERSHIP_URL,
  });
  await program.closeOnStop(close);
});
