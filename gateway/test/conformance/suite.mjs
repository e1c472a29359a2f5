import { runConformanceTests } from '@durable-streams/server-conformance-tests';
import { inject } from 'vitest';

runConformanceTests({ baseUrl: inject('baseUrl'), longPollTimeoutMs: inject('longPollMs') });
