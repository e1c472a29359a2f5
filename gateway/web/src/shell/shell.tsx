import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useTexts } from '../language/language';
import { Offline } from './offline';
import { SearchBox } from './search-box';
import { useSiteHref } from './site-href';

/** The frame of every view: navigation, search, the view, and the footer. */
export const Shell = () => {
  const { site, skip, menu, nav, footer, otherLanguage } = useTexts();
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
        </nav>
        <SearchBox />
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
