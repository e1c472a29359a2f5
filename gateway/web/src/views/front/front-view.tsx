import { getRouteApi, Link } from '@tanstack/react-router';
import type { ExplorerFrontQuery, FactLineFragment } from '../../generated/operations';
import { formatCount } from '../../format/number';
import { useLanguage, useTexts } from '../../language/language';
import { FigureCard } from '../../parts/figure-card';
import { LiveBar } from '../../parts/live-bar';
import { Partial } from '../../parts/partial';
import { PostCard } from '../../parts/post-card';

const route = getRouteApi('/');

/** One figure of each measure, so that a target stands beside what came of it. */
const chooseFigures = (facts: readonly FactLineFragment[]): readonly FactLineFragment[] => {
  const chosen = new Map<string, FactLineFragment>();
  for (const fact of facts) if (!chosen.has(fact.measure)) chosen.set(fact.measure, fact);
  return ['TARGET', 'ACTUAL', 'RATE'].flatMap((measure) => chosen.get(measure) ?? []);
};

const Inventory = ({ data }: { readonly data: ExplorerFrontQuery }) => {
  const { front } = useTexts();
  const language = useLanguage();
  const count = (list: { readonly totalCount: number | null } | null): string | null =>
    list?.totalCount === null || list === null ? null : formatCount(language, list.totalCount);
  const [facts, sources] = [count(data.facts), count(data.sources)];
  const [disputed, issues] = [count(data.disputed), count(data.withIssues)];
  if (facts === null) return null;
  return (
    <aside className="inventory" aria-labelledby="here">
      <h2 id="here">{front.here}</h2>
      <ul>
        <li>
          <Link to="/facts">{front.facts(facts)}</Link> {sources && front.sources(sources)}
        </li>
        {disputed && (
          <li>
            <Link to="/facts" search={{ status: 'DISPUTED' }}>
              {front.disputed(disputed)}
            </Link>
          </li>
        )}
        {issues && (
          <li>
            <Link to="/facts" search={{ issues: 'yes' }}>
              {front.issues(issues)}
            </Link>
          </li>
        )}
      </ul>
    </aside>
  );
};

/** The front page: what this is, three figures with their words, and the newest posts. */
export const FrontView = () => {
  const { data, errors } = route.useLoaderData();
  const { front } = useTexts();
  const figures = chooseFigures(data.figures?.nodes ?? []);
  return (
    <div className="page front">
      <h1 tabIndex={-1}>{front.title}</h1>
      <p className="lead">{front.lead}</p>
      <Partial errors={errors} />
      <section aria-labelledby="figures">
        <h2 id="figures" className="visually-hidden">
          {front.figures}
        </h2>
        <div className="figures">
          {figures.map((fact) => (
            <FigureCard key={fact.id} fact={fact} />
          ))}
        </div>
      </section>
      <div className="columns">
        <section aria-labelledby="newest">
          <h2 id="newest">{front.newest}</h2>
          <LiveBar filter={{}} firstId={data.posts?.nodes[0]?.id} />
          {(data.posts?.nodes ?? []).map((post) => (
            <PostCard key={post.id} post={post} />
          ))}
          <p>
            <Link to="/posts">{front.allPosts}</Link>
          </p>
        </section>
        <Inventory data={data} />
      </div>
    </div>
  );
};
