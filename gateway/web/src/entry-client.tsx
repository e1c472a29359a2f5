import './styles/explorer.css';
import { createBrowserHistory, RouterProvider } from '@tanstack/react-router';
import { StrictMode, useEffect } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { createSession, type Session } from './account/session';
import { SessionProvider } from './account/use-session';
import { createAsk } from './graph/ask';
import type { CarriedResult } from './graph/operation';
import { type Language, LanguageProvider } from './language/language';
import { createAppRouter } from './router';

interface PageData {
  readonly basepath: string;
  readonly language: Language;
  readonly carried: CarriedResult | null;
  readonly isEmbedded: boolean;
}

/** Sets the title of the page, and lets a screen reader and the keyboard start at the heading of the new view. */
const announce = (router: ReturnType<typeof createAppRouter>, pathChanged: boolean): void => {
  const title = router.state.matches.flatMap(({ meta }) => meta ?? []).findLast((each) => each?.title)?.title;
  if (title) document.title = title;
  if (pathChanged && !window.location.hash) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
};

/** Does what has to wait until the application has taken the page over. */
const Started = ({ session }: { readonly session: Session | null }) => {
  useEffect(() => {
    // For tests and benchmarks: from now on, links and forms are handled here.
    document.documentElement.dataset['started'] = '';
    // Continues the session of an earlier visit. Without one, nothing is sent.
    void session?.token().catch(() => null);
  }, [session]);
  return null;
};

/** Takes over the page that the server rendered. */
const start = async (): Promise<void> => {
  const rootElement = document.getElementById('root');
  const data = document.getElementById('data')?.textContent;
  if (!rootElement || !data) return;
  const { basepath, language, carried, isEmbedded } = JSON.parse(data) as PageData;
  const site = basepath.replace(/\/$/, '');
  // A frame of another page has no member: its browser would not send the cookie.
  const session = isEmbedded ? null : createSession(`${site}/session`);
  const ask = createAsk(`${site}/graphql`, carried, session?.token ?? (async () => null));
  const router = createAppRouter({
    history: createBrowserHistory(),
    basepath: isEmbedded ? `${site}/embed` : basepath,
    context: { ask, language, isEmbedded },
  });
  await router.load();
  // As the server rendered it: without boundaries of Suspense.
  router.ssr = { manifest: undefined };
  router.subscribe('onResolved', ({ pathChanged }) => announce(router, pathChanged));
  hydrateRoot(
    rootElement,
    <StrictMode>
      <LanguageProvider value={language}>
        <SessionProvider value={session}>
          <RouterProvider router={router} />
          <Started session={session} />
        </SessionProvider>
      </LanguageProvider>
    </StrictMode>,
  );
};

void start();
