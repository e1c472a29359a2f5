import { createRoute } from '@tanstack/react-router';
import { textsIn } from './language/language';
import { getParentRoute, titled, viewIn } from './root-route';
import { pick } from './search';

/** No search engine lists them. */
const hidden = { name: 'robots', content: 'noindex' };

const account = createRoute({
  getParentRoute,
  path: '/account',
  head: ({ match }) => titled(textsIn(match.context.language).account.title, hidden),
  ...viewIn('account/account-view', () => import('./views/account/account-view'), 'AccountView'),
});

const write = createRoute({
  getParentRoute,
  path: '/write',
  head: ({ match }) => titled(textsIn(match.context.language).write.title, hidden),
  ...viewIn('write/write-view', () => import('./views/write/write-view'), 'WriteView'),
});

const importPage = createRoute({
  getParentRoute,
  path: '/edit/import',
  head: ({ match }) => titled(textsIn(match.context.language).edit.import.title, hidden),
  ...viewIn('edit/import/import-view', () => import('./views/edit/import/import-view'), 'ImportView'),
});

const duplicates = createRoute({
  getParentRoute,
  path: '/edit/duplicates',
  validateSearch: (query: Record<string, unknown>) => pick(query, ['score', 'after']),
  head: ({ match }) => titled(textsIn(match.context.language).edit.duplicates.title, hidden),
  ...viewIn(
    'edit/duplicates/duplicates-view',
    () => import('./views/edit/duplicates/duplicates-view'),
    'DuplicatesView',
  ),
});

const queue = createRoute({
  getParentRoute,
  path: '/edit/queue',
  validateSearch: (query: Record<string, unknown>) => pick(query, ['after']),
  head: ({ match }) => titled(textsIn(match.context.language).edit.queue.title, hidden),
  ...viewIn('edit/queue/queue-view', () => import('./views/edit/queue/queue-view'), 'QueueView'),
});

/** Views of the member alone: the server renders them without data. */
export const memberRoutes = [account, write, importPage, duplicates, queue] as const;
