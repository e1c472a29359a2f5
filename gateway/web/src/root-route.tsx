import { createRootRouteWithContext, lazyRouteComponent } from '@tanstack/react-router';
import type { ViewContext } from './graph/load';
import { Failure } from './shell/failure';
import { NotFound } from './shell/not-found';
import { Shell } from './shell/shell';

/** The head of a page with a title. */
export const titled = (title: string | undefined, ...meta: readonly Readonly<Record<string, string>>[]) => ({
  meta: [{ title: title === undefined ? 'Wizness' : `${title} – Wizness` }, ...meta],
});

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** File of the view in `src/views`, without its extension: a page tells the browser to load it before the application asks for it. */
    readonly view?: string;
  }
}

/** Options of a route whose view is in a file of its own. `view` is the path that `load` imports, below `src/views`. */
export const viewIn = <Module extends Record<string, unknown>>(
  view: string,
  load: () => Promise<Module>,
  name: keyof Module & string,
) => ({ component: lazyRouteComponent(load, name), staticData: { view } });

/** The frame around every view. */
export const root = createRootRouteWithContext<ViewContext>()({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Failure,
});
/** For the options of every route. */
export const getParentRoute = () => root;
