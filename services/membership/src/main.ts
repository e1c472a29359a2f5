import { runProgram, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { membership } from './subgraph';

void runProgram(async () => {
  const environment = readEnvironment();
  const { CONTENT_URL: content, PARTNERSHIPS_URL: partnerships } = environment;
  return serveSubgraph(membership, environment, { content, partnerships });
});
