import { runProgram, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { ratings } from './subgraph';

void runProgram(async () => {
  const environment = readEnvironment();
  return serveSubgraph(ratings, environment, {
    content: environment.CONTENT_URL,
    membership: environment.MEMBERSHIP_URL,
  });
});
