import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { renderToString } from 'react-dom/server';
import {
  type Ask,
  type CarriedResult,
  type GraphError,
  type Operation,
  requestKey,
  type Result,
} from './graph/operation';
import { type Language, LanguageProvider } from './language/language';
import { createAppRouter } from './router';
import { parseSearch, stringifySearch } from './search';
import { Problem, type ProblemKind } from './shell/problem';
import { type DocumentHead, htmlDocument, type PageAssets } from './server/html-document';

export interface RenderRequest {
  /** Path and query, below `basepath`. */
  readonly url: string;
  readonly basepath: string;
  readonly language: Language;
  readonly assets: PageAssets;
  /** Whether the view is for a frame of another page, under the path `embed`. Defaults to false. */
  readonly isEmbedded?: boolean;
  /** Runs an operation by its name. */
  readonly ask: (name: string, variables: Readonly<Record<string, unknown>>) => Promise<Result<unknown>>;
}

export interface RenderedView {
  readonly status: 200 | 302 | 404 | 429 | 503;
  readonly html: string;
  /** The canonical address of the same view, with status 302. */
  readonly location: string | null;
  /** Seconds after which the client may ask again, with status 429. */
  readonly retryAfter: number | null;
  /** Whether nothing is missing in it because a service did not respond. */
  readonly isComplete: boolean;
}

const STATUSES = { notFound: 404, gone: 404, tooMany: 429, unavailable: 503 } as const;

/** The seconds to wait, if the client has spent its budget. */
const findLimit = (errors: readonly GraphError[]): number | null => {
  const limited = errors.find(({ extensions }) => extensions?.code === 'RATE_LIMITED');
  return limited ? (limited.extensions?.retryAfter ?? 1) : null;
};

const below = (basepath: string, url: string): string => `${basepath.replace(/\/$/, '')}${url}`;

/** Renders a view with the data of its one operation, which the page carries. */
export const render = async ({
  url,
  basepath,
  language,
  assets,
  isEmbedded = false,
  ask,
}: RenderRequest): Promise<RenderedView> => {
  const address = isEmbedded ? `/embed${url}` : url;
  const base = isEmbedded ? below(basepath, '/embed') : basepath;
  const { pathname, search } = new URL(url, 'http://site');
  const canonical = stringifySearch(parseSearch(search));
  if (search !== canonical) {
    const location = `${below(base, pathname)}${canonical}`;
    return { status: 302, location, html: '', retryAfter: null, isComplete: false };
  }
  let carried: CarriedResult | null = null;
  let unanswered: readonly GraphError[] | null = null;
  const askOnce = async <Data, Variables>(
    { name, hash }: Operation<Data, Variables>,
    variables: Variables,
  ): Promise<Result<Data>> => {
    const result = await ask(name, variables as Readonly<Record<string, unknown>>);
    carried = { key: requestKey(hash, variables), result };
    if (result.data === null) unanswered = result.errors;
    return result as Result<Data>;
  };
  const history = createMemoryHistory({ initialEntries: [below(base, url)] });
  const context = { ask: askOnce as Ask, language, isEmbedded };
  const router = createAppRouter({ history, basepath: base, context });
  await router.load();
  const { matches } = router.state;
  const result = router._serverResult;
  if (result?.type === 'redirect') {
    return {
      status: 302,
      location: result.redirect.headers.get('location'),
      html: '',
      retryAfter: null,
      isComplete: false,
    };
  }
  if (result?.status === 404) return renderProblem({ url: address, basepath, language, assets, kind: 'notFound' });
  if (result?.status !== 200 || unanswered !== null) {
    const limited = findLimit(unanswered ?? []);
    if (limited === null) return renderProblem({ url: address, basepath, language, assets, kind: 'unavailable' });
    return { ...renderProblem({ url: address, basepath, language, assets, kind: 'tooMany' }), retryAfter: limited };
  }
  const body = renderToString(
    <LanguageProvider value={language}>
      <RouterProvider router={router} />
    </LanguageProvider>,
  );
  const errors = (carried as CarriedResult | null)?.result.errors ?? [];
  const head = {
    meta: matches.flatMap((match) => match.meta ?? []),
    links: matches.flatMap((match) => match.links ?? []),
    scripts: matches.flatMap((match) => match.headScripts ?? []),
  } as DocumentHead;
  const data = { basepath, language, carried, isEmbedded };
  return {
    status: 200,
    location: null,
    retryAfter: null,
    html: htmlDocument({
      url: address,
      language,
      assets,
      head,
      body,
      view: matches.at(-1)?.staticData.view ?? null,
      data,
    }),
    isComplete: errors.every(({ extensions }) => extensions?.code !== 'SUBGRAPH_UNAVAILABLE'),
  };
};

/** Paths of all views, with a name for each part that differs: `/posts/$slug`. For tests, which open every one of them. */
export const viewPaths = (): readonly string[] => {
  const history = createMemoryHistory();
  const ask: Ask = () => Promise.reject(new Error('No view is opened.'));
  return Object.keys(
    createAppRouter({ history, basepath: '/', context: { ask, language: 'en', isEmbedded: false } }).routesByPath,
  );
};

export interface ProblemRequest extends Omit<RenderRequest, 'ask'> {
  readonly kind: ProblemKind;
}

/** Renders the page that says why there is no view. It is the same for every address, and needs no script. */
export const renderProblem = ({ url, basepath, language, assets, kind }: ProblemRequest): RenderedView => {
  const body = renderToString(<Problem kind={kind} basepath={basepath} language={language} />);
  const meta = [{ name: 'robots', content: 'noindex' }];
  const head = { meta, links: [], scripts: [] };
  const html = htmlDocument({ url, language, assets, head, body, view: null, data: null });
  return { status: STATUSES[kind], location: null, retryAfter: null, html, isComplete: false };
};
