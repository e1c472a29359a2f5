import { runUntilStopped, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { content } from './subgraph';

void runUntilStopped(async () => serveSubgraph(content, readEnvironment()));
