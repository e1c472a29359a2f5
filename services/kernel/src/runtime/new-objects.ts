import { setFlagsFromString } from 'node:v8';

/**
 * Lets this process put each new object into the young generation of its heap. V8 puts objects of a place in the code where earlier ones
 * have often survived into the old one. Under load that holds for the rows of results, and all that they refer to then stays
 * until a full garbage collection. Call it before the process serves requests.
 */
export const keepNewObjectsYoung = (): void => setFlagsFromString('--no-allocation-site-pretenuring');
