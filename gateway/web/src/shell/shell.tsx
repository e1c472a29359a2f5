import { Link, Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { useSessionStatus } from '../account/use-session';
import { useTexts } from '../language/language';
import { TakeAway } from '../parts/take-away/take-away';
import { Offline } from './offline';
import { SearchBox } from './search-box';
import { useSiteHref } from './site-href';

/** A view in a frame of another page: the view, and where it is from. */
const Embedded = () => {
  const { takeAway } = useTexts();
  const siteHref = useSiteHref();
  const view = useRouterState({ select: ({ location }) => location.href });
  return (
    <>
      <main id="content">
        <Outlet />
      </main>
      <footer className="foot">
        <p>
          {takeAway.source}{' '}
          <a href={siteHref(view.replace(/^.*?\/embed/, ''))} target="_blank" rel="noreferrer">
            {takeAway.open}
          </a>
        </p>
      </footer>
    </>
  );
};

/** The frame of every view: navigation, search, the view, and the footer. */
const Framed = () => {
  const { site, skip, menu, nav, footer, otherLanguage, account } = useTexts();
  const status = useSessionStatus();
  const siteHref = useSiteHref();
  const isLoading = useRouterState({ select: (state) => state.isLoading });
  const address = useRouterState({ select: ({ location }) => location });
  const others = new URLSearchParams(address.searchStr);
  others.set('lang', otherLanguage.code);
  return (
    <>
      <a className="skip" href="#content">
        {skip}
      </a>
      <header className="bar">
        <Link to="/" className="site">
          {site}
        </Link>
        <nav aria-label={menu}>
          <Link to="/posts">{nav.read}</Link>
          <Link to="/facts">{nav.facts}</Link>
          <Link to="/subjects">{nav.subjects}</Link>
          <Link to="/network">{nav.network}</Link>
        </nav>
        <SearchBox />
        <Link to="/account" className="language">
          {status === 'member' ? account.title : account.signIn}
        </Link>
        <a
          className="language"
          href={`?${others}`}
          lang={otherLanguage.code}
          hrefLang={otherLanguage.code}
          aria-label={otherLanguage.label}
        >
          {otherLanguage.name}
        </a>
      </header>
      <Offline />
      <main id="content" tabIndex={-1} aria-busy={isLoading}>
        <Outlet />
        <TakeAway />
      </main>
      <footer className="foot">
        <p>{footer.line}</p>
        <p className="links">
          <a href={siteHref('/graphiql')}>{footer.api}</a>
          <a href={siteHref('/feeds/posts.atom')}>{footer.feeds}</a>
        </p>
      </footer>
    </>
  );
};

/** What is around a view. */
export const Shell = () => (useRouter().options.context.isEmbedded ? <Embedded /> : <Framed />);
