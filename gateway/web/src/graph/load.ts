import { notFound } from '@tanstack/react-router';
import type { Language } from '../language/language';
import { type Ask, type GraphError, type Operation, Unreachable } from './operation';

/** What every route has to load its view with. */
export interface ViewContext {
  readonly ask: Ask;
  readonly language: Language;
  /** Whether the view is in a frame of another page. */
  readonly isEmbedded: boolean;
}

/** The data of a view, and what is missing in it. */
export interface Loaded<Data> {
  readonly data: Data;
  readonly errors: readonly GraphError[];
  /** What was asked, so that readers can ask the same elsewhere. Null if nothing was. */
  readonly asked: { readonly name: string; readonly variables: object } | null;
}

/**
 * Loads a view by its one operation. Throws {@link Unreachable} if there is no data at all. `isFound` says whether the thing that the
 * page is about exists; if it does not, and the graph reports no error, the page is not found.
 */
export const loadView = async <Data, Variables>(
  { ask, language }: ViewContext,
  operation: Operation<Data, Variables>,
  variables: Omit<Variables, 'lang'>,
  isFound: (data: Data) => boolean = () => true,
): Promise<Loaded<Data>> => {
  const given = { ...variables, lang: language };
  const { data, errors } = await ask(operation, given as Variables);
  if (data === null) throw new Unreachable(errors[0]?.message ?? 'The graph returned no data.', { cause: errors[0] });
  if (isFound(data)) return { data, errors, asked: { name: operation.name, variables: given } };
  if (errors.length > 0) throw new Unreachable(errors[0]?.message ?? '', { cause: errors[0] });
  throw notFound();
};
