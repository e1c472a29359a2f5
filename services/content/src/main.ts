import { runProgram, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { content } from './subgraph';

void runProgram(async () => {
  const environment = readEnvironment();
  return serveSubgraph(content, environment, { membership: environment.MEMBERSHIP_URL });
});
