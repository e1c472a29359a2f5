import { createRootRouteWithContext } from '@tanstack/react-router';
import type { ViewContext } from './graph/load';
import { Failure } from './shell/failure';
import { NotFound } from './shell/not-found';
import { Shell } from './shell/shell';

/** The head of a page with a title. */
export const titled = (title: string | undefined, ...meta: readonly Readonly<Record<string, string>>[]) => ({
  meta: [{ title: title === undefined ? 'Wizness' : `${title} – Wizness` }, ...meta],
});

/** The frame around every view. */
export const root = createRootRouteWithContext<ViewContext>()({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Failure,
});
/** For the options of every route. */
export const getParentRoute = () => root;
