import { runProgram, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { partnerships } from './subgraph';

void runProgram(async () => {
  const environment = readEnvironment();
  const { CONTENT_URL: content, MEMBERSHIP_URL: membership } = environment;
  return serveSubgraph(partnerships, environment, { content, membership });
});
