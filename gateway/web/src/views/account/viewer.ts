import type { ExplorerAccountQuery } from '../../generated/operations';

/** The account of the member who is signed in. */
export type Viewer = NonNullable<ExplorerAccountQuery['viewer']>;
