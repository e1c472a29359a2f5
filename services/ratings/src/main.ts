import { runUntilStopped, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { ratings } from './subgraph';

void runUntilStopped(async () => serveSubgraph(ratings, readEnvironment()));
