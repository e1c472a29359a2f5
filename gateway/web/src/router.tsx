import { createRouter, type RouterHistory } from '@tanstack/react-router';
import type { ViewContext } from './graph/load';
import { routeTree } from './routes';
import { parseSearch, stringifySearch } from './search';
import { Failure } from './shell/failure';
import { NotFound } from './shell/not-found';

interface RouterOptions {
  readonly history: RouterHistory;
  /** Path under which the site is published: `/`, or `/graph`. */
  readonly basepath: string;
  readonly context: ViewContext;
}

/** The router of the application, in the browser as on the server. */
export const createAppRouter = ({ history, basepath, context }: RouterOptions) =>
  createRouter({
    routeTree,
    history,
    basepath,
    context,
    parseSearch,
    stringifySearch,
    // On the server it would add an inline script, which the policy of the pages forbids.
    scrollRestoration: typeof document !== 'undefined',
    defaultErrorComponent: Failure,
    defaultNotFoundComponent: NotFound,
    // The last view stays, dimmed, until the next one has its data.
    defaultPendingMs: Number.MAX_SAFE_INTEGER,
    defaultStaleTime: 60_000,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
