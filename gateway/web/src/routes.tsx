import { createRoute } from '@tanstack/react-router';
import {
  ExplorerCompare,
  ExplorerFact,
  ExplorerFacts,
  ExplorerFront,
  ExplorerNetwork,
  ExplorerOrganisation,
  ExplorerPartnership,
  ExplorerPerson,
  ExplorerPost,
  ExplorerPosts,
  ExplorerProgramme,
  ExplorerSearch,
  type ExplorerSearchQuery,
  ExplorerSubjects,
  ExplorerSums,
} from './generated/operations';
import { type Loaded, loadView } from './graph/load';
import { textsIn } from './language/language';
import { memberRoutes } from './member-routes';
import { getParentRoute, root, titled, viewIn } from './root-route';
import { listOf, pick } from './search';
import { readTime, TIME_PARAMETERS, type TimeSearch } from './time';
import { FACT_PARAMETERS, readFactSearch } from './views/facts/filter';
import { loadedPart, NETWORK_PARAMETERS, networkVariables } from './views/network/filter';
import { OVERVIEW_PARAMETERS } from './views/overview/filter';
import { postHead } from './views/post/post-head';
import { POST_PARAMETERS, readPostSearch } from './views/posts/filter';
import { readSumSearch, SUM_PARAMETERS } from './views/sums/filter';

/** Views that show any point in time. */
const timed = {
  validateSearch: (query: Record<string, unknown>) => pick(query, TIME_PARAMETERS),
  loaderDeps: ({ search: parameters }: { search: TimeSearch }) => parameters,
};

/** Nothing may have been known of a subject at a moment in the past. That is not a page that does not exist. */
const isPast = (search: TimeSearch): boolean => readTime(search).at !== null;

const front = createRoute({
  getParentRoute,
  path: '/',
  loader: ({ context }) => loadView(context, ExplorerFront, {}),
  head: ({ match }) => {
    const { title, lead } = textsIn(match.context.language).front;
    return titled(title, { name: 'description', content: lead });
  },
  ...viewIn('front/front-view', () => import('./views/front/front-view'), 'FrontView'),
});

const search = createRoute({
  getParentRoute,
  path: '/search',
  validateSearch: (query: Record<string, unknown>) => pick(query, ['q']),
  loaderDeps: ({ search: { q } }) => ({ q }),
  loader: ({ context, deps: { q } }): Promise<Loaded<ExplorerSearchQuery | null>> | Loaded<null> =>
    q === undefined ? { data: null, errors: [], asked: null } : loadView(context, ExplorerSearch, { text: q }),
  head: ({ match }) => titled(match.search.q ?? textsIn(match.context.language).search.button),
  ...viewIn('search/search-view', () => import('./views/search/search-view'), 'SearchView'),
});

const posts = createRoute({
  getParentRoute,
  path: '/posts',
  validateSearch: (query: Record<string, unknown>) => pick(query, POST_PARAMETERS),
  loaderDeps: ({ search: parameters }) => parameters,
  loader: ({ context, deps }) => loadView(context, ExplorerPosts, readPostSearch(deps)),
  head: ({ match }) => titled(textsIn(match.context.language).posts.title),
  ...viewIn('posts/posts-view', () => import('./views/posts/posts-view'), 'PostsView'),
});

const post = createRoute({
  getParentRoute,
  path: '/posts/$slug',
  loader: ({ context, params: { slug } }) => loadView(context, ExplorerPost, { slug }, (data) => data.post !== null),
  head: ({ loaderData }) => (loaderData?.data.post ? postHead(loaderData.data.post) : titled(undefined)),
  ...viewIn('post/post-view', () => import('./views/post/post-view'), 'PostView'),
});

const facts = createRoute({
  getParentRoute,
  path: '/facts',
  validateSearch: (query: Record<string, unknown>) => pick(query, FACT_PARAMETERS),
  loaderDeps: ({ search: parameters }) => parameters,
  loader: ({ context, deps }) => {
    const { filter, orderBy, after, at } = readFactSearch(deps);
    const { measures: _, ...anyMeasure } = filter;
    return loadView(context, ExplorerFacts, { filter, anyMeasure, orderBy, after, at });
  },
  head: ({ match }) => titled(textsIn(match.context.language).facts.title),
  ...viewIn('facts/facts-view', () => import('./views/facts/facts-view'), 'FactsView'),
});

const fact = createRoute({
  getParentRoute,
  path: '/facts/$id',
  loader: ({ context, params: { id } }) => loadView(context, ExplorerFact, { id }, (data) => data.fact !== null),
  head: ({ loaderData, match }) => {
    const { subject, property } = loaderData?.data.fact ?? {};
    const { labelled } = textsIn(match.context.language);
    return titled(subject && property ? labelled(subject.name, property.label) : undefined);
  },
  ...viewIn('fact/fact-view', () => import('./views/fact/fact-view'), 'FactView'),
});

const subjects = createRoute({
  getParentRoute,
  path: '/subjects',
  validateSearch: (query: Record<string, unknown>) => pick(query, ['q']),
  loaderDeps: ({ search: { q } }) => ({ q }),
  loader: ({ context, deps: { q } }) => loadView(context, ExplorerSubjects, { text: q ?? null }),
  head: ({ match }) => titled(textsIn(match.context.language).subjects.title),
  ...viewIn('subjects/subjects-view', () => import('./views/subjects/subjects-view'), 'SubjectsView'),
});

const organisation = createRoute({
  getParentRoute,
  path: '/organisations/$slug',
  ...timed,
  loader: ({ context, params: { slug }, deps }) =>
    loadView(
      context,
      ExplorerOrganisation,
      { slug, at: readTime(deps).at },
      (data) => data.organisation !== null || isPast(deps),
    ),
  head: ({ loaderData }) => titled(loaderData?.data.organisation?.name),
  ...viewIn('subject/organisation-view', () => import('./views/subject/organisation-view'), 'OrganisationView'),
});

const programme = createRoute({
  getParentRoute,
  path: '/programmes/$slug',
  ...timed,
  loader: ({ context, params: { slug }, deps }) =>
    loadView(
      context,
      ExplorerProgramme,
      { slug, at: readTime(deps).at },
      (data) => data.programme !== null || isPast(deps),
    ),
  head: ({ loaderData }) => titled(loaderData?.data.programme?.name),
  ...viewIn('subject/programme-view', () => import('./views/subject/programme-view'), 'ProgrammeView'),
});

const partnership = createRoute({
  getParentRoute,
  path: '/partnerships/$slug',
  ...timed,
  loader: ({ context, params: { slug }, deps }) =>
    loadView(
      context,
      ExplorerPartnership,
      { slug, at: readTime(deps).at },
      (data) => data.partnership !== null || isPast(deps),
    ),
  head: ({ loaderData }) => titled(loaderData?.data.partnership?.name),
  ...viewIn('subject/partnership-view', () => import('./views/subject/partnership-view'), 'PartnershipView'),
});

const person = createRoute({
  getParentRoute,
  path: '/people/$slug',
  ...timed,
  loader: ({ context, params: { slug }, deps }) =>
    loadView(context, ExplorerPerson, { slug, at: readTime(deps).at }, (data) => data.person !== null || isPast(deps)),
  head: ({ loaderData }) => titled(loaderData?.data.person?.name),
  ...viewIn('subject/person-view', () => import('./views/subject/person-view'), 'PersonView'),
});

const compare = createRoute({
  getParentRoute,
  path: '/compare',
  validateSearch: (query: Record<string, unknown>) => pick(query, ['subjects', ...TIME_PARAMETERS]),
  loaderDeps: ({ search: parameters }) => parameters,
  loader: ({ context, deps }) =>
    loadView(context, ExplorerCompare, { subjects: [...listOf(deps.subjects)], at: readTime(deps).at }),
  head: ({ match }) => titled(textsIn(match.context.language).compare.title),
  ...viewIn('compare/compare-view', () => import('./views/compare/compare-view'), 'CompareView'),
});

const network = createRoute({
  getParentRoute,
  path: '/network',
  validateSearch: (query: Record<string, unknown>) => pick(query, NETWORK_PARAMETERS),
  loaderDeps: ({ search: parameters }) => loadedPart(parameters),
  loader: ({ context, deps }) => loadView(context, ExplorerNetwork, networkVariables(deps)),
  head: ({ match }) => titled(textsIn(match.context.language).network.title),
  ...viewIn('network/network-view', () => import('./views/network/network-view'), 'NetworkView'),
});

/** Loads the file of the whole network by itself: it is no answer to an operation. */
const overview = createRoute({
  getParentRoute,
  path: '/network/all',
  validateSearch: (query: Record<string, unknown>) => pick(query, OVERVIEW_PARAMETERS),
  head: ({ match }) => titled(textsIn(match.context.language).network.overview.title),
  ...viewIn('overview/overview-view', () => import('./views/overview/overview-view'), 'OverviewView'),
});

const sums = createRoute({
  getParentRoute,
  path: '/sums',
  validateSearch: (query: Record<string, unknown>) => pick(query, SUM_PARAMETERS),
  loaderDeps: ({ search: parameters }) => parameters,
  loader: ({ context, deps }) => loadView(context, ExplorerSums, readSumSearch(deps).variables),
  head: ({ match }) => titled(textsIn(match.context.language).sums.title),
  ...viewIn('sums/sums-view', () => import('./views/sums/sums-view'), 'SumsView'),
});

const sql = createRoute({
  getParentRoute,
  path: '/sql',
  validateSearch: (query: Record<string, unknown>) => pick(query, [...FACT_PARAMETERS, 'sql']),
  head: ({ match }) => titled(textsIn(match.context.language).sql.title),
  ...viewIn('sql/sql-view', () => import('./views/sql/sql-view'), 'SqlView'),
});

/** Every view of the explorer. */
export const routeTree = root.addChildren([
  front,
  search,
  posts,
  post,
  facts,
  fact,
  subjects,
  organisation,
  programme,
  partnership,
  person,
  compare,
  network,
  overview,
  sums,
  sql,
  ...memberRoutes,
]);
