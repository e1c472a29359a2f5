import { runUntilStopped, serveSubgraph } from '@wizness/kernel';
import { readEnvironment } from './environment';
import { membership } from './subgraph';

void runUntilStopped(async () => serveSubgraph(membership, readEnvironment()));
