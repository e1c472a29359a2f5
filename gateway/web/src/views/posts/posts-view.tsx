import { getRouteApi, Link } from '@tanstack/react-router';
import { formatCount } from '../../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { LiveBar } from '../../parts/live-bar';
import { Partial } from '../../parts/partial';
import { PostCard } from '../../parts/post-card';
import { listOf } from '../../search';
import { useFilterForm } from '../../shell/use-filter-form';
import { POST_KINDS, POST_ORDERS, type PostSearch, readPostSearch } from './filter';

const route = getRouteApi('/posts');

interface FilterProperties {
  readonly search: PostSearch;
  readonly topics: readonly { readonly slug: string; readonly label: string }[];
}

const Filter = ({ search, topics }: FilterProperties) => {
  const { posts, facts } = useTexts();
  const enumLabel = useEnumLabel();
  const form = useFilterForm();
  const kinds = listOf(search.kind);
  return (
    <form className="facets" {...form} key={JSON.stringify({ ...search, after: undefined })}>
      <label className="field">
        {posts.text}
        <input type="search" name="q" defaultValue={search.q} maxLength={200} />
      </label>
      <fieldset>
        <legend>{posts.kind}</legend>
        {POST_KINDS.map((kind) => (
          <label key={kind} className="choice">
            <input type="checkbox" name="kind" value={kind} defaultChecked={kinds.includes(kind)} />{' '}
            {enumLabel('PostKind', kind)}
          </label>
        ))}
      </fieldset>
      <label className="field">
        {posts.topic}
        <select name="topic" defaultValue={search.topic ?? ''}>
          <option value="">{facts.all}</option>
          {topics.map(({ slug, label }) => (
            <option key={slug} value={slug}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {posts.from}
        <input type="date" name="from" defaultValue={search.from} />
      </label>
      <label className="field">
        {posts.to}
        <input type="date" name="to" defaultValue={search.to} />
      </label>
      <label className="field">
        {posts.order}
        <select name="order" defaultValue={search.order ?? ''}>
          {POST_ORDERS.map((order) => (
            <option key={order} value={order === 'NEWEST' ? '' : order}>
              {posts.orders[order]}
            </option>
          ))}
        </select>
      </label>
      {search.about !== undefined && <input type="hidden" name="about" value={search.about} />}
      <button type="submit">{facts.apply}</button>
    </form>
  );
};

/** The posts by kind, topic, words and day. */
export const PostsView = () => {
  const { data, errors } = route.useLoaderData();
  const search: PostSearch = route.useSearch();
  const language = useLanguage();
  const { posts: texts, facts } = useTexts();
  const total = data.posts?.totalCount ?? null;
  const { hasNextPage = false, endCursor = null } = data.posts?.pageInfo ?? {};
  const posts = data.posts?.nodes ?? [];
  const { filter, orderBy, after } = readPostSearch(search);
  const isNewestFirst = orderBy === 'NEWEST' && after === null;
  return (
    <div className="page">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <Partial errors={errors} />
      <div className="faceted">
        <details className="filter">
          <summary>{facts.filter}</summary>
          <Filter search={search} topics={data.topics?.nodes ?? []} />
        </details>
        <div>
          {total !== null && (
            <p role="status" className="count">
              {total === 1 ? texts.one : texts.count(formatCount(language, total))}
            </p>
          )}
          {isNewestFirst && <LiveBar filter={filter} firstId={posts[0]?.id} />}
          {posts.length === 0 && (
            <p className="empty">
              {texts.none} <Link to="/posts">{facts.reset}</Link>
            </p>
          )}
          {posts.map((post) => (
            <PostCard key={post.id} post={post} headingLevel={2} />
          ))}
          <p className="pager">
            {search.after !== undefined && (
              <Link to="/posts" search={{ ...search, after: undefined }}>
                {facts.first}
              </Link>
            )}
            {hasNextPage && endCursor !== null && (
              <Link to="/posts" search={{ ...search, after: endCursor }}>
                {facts.next}
              </Link>
            )}
          </p>
        </div>
      </div>
    </div>
  );
};
