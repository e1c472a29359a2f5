import { runUntilStopped, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { partnerships } from './subgraph';

void runUntilStopped(async () => serveSubgraph(partnerships, readEnvironment()));
