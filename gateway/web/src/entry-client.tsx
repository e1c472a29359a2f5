import './styles/explorer.css';
import { createBrowserHistory, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { createAsk } from './graph/ask';
import type { CarriedResult } from './graph/operation';
import { type Language, LanguageProvider } from './language/language';
import { createAppRouter } from './router';

interface PageData {
  readonly basepath: string;
  readonly language: Language;
  readonly carried: CarriedResult | null;
}

/** Sets the title of the page, and lets a screen reader and the keyboard start at the heading of the new view. */
const announce = (router: ReturnType<typeof createAppRouter>, pathChanged: boolean): void => {
  const title = router.state.matches.flatMap(({ meta }) => meta ?? []).findLast((each) => each?.title)?.title;
  if (title) document.title = title;
  if (pathChanged && !window.location.hash) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
};

/** Takes over the page that the server rendered. */
const start = async (): Promise<void> => {
  const rootElement = document.getElementById('root');
  const data = document.getElementById('data')?.textContent;
  if (!rootElement || !data) return;
  const { basepath, language, carried } = JSON.parse(data) as PageData;
  const ask = createAsk(`${basepath.replace(/\/$/, '')}/graphql`, carried);
  const router = createAppRouter({ history: createBrowserHistory(), basepath, context: { ask, language } });
  await router.load();
  // As the server rendered it: without boundaries of Suspense.
  router.ssr = { manifest: undefined };
  router.subscribe('onResolved', ({ pathChanged }) => announce(router, pathChanged));
  hydrateRoot(
    rootElement,
    <StrictMode>
      <LanguageProvider value={language}>
        <RouterProvider router={router} />
      </LanguageProvider>
    </StrictMode>,
  );
  // For tests: from now on, links and forms are handled here.
  document.documentElement.dataset['started'] = '';
};

void start();
