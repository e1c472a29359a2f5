import { getRouteApi, Link } from '@tanstack/react-router';
import { formatCount } from '../../format/number';
import { useLanguage, useTexts } from '../../language/language';
import { FactTable } from '../../parts/fact-table';
import { Partial } from '../../parts/partial';
import { PostCard } from '../../parts/post-card';
import { type Subject, SubjectLink } from '../../parts/subject-link';

const route = getRouteApi('/search');

/** What the graph knows about some words: subjects by name, facts by quote and value, posts by text. */
export const SearchView = () => {
  const { data, errors } = route.useLoaderData();
  const { q = '' } = route.useSearch();
  const language = useLanguage();
  const { search: texts, facts: factTexts } = useTexts();
  const { organisations, programmes, partnerships, persons } = data ?? {};
  const subjects: readonly Subject[] = [programmes, partnerships, organisations, persons].flatMap(
    (list): readonly Subject[] => list?.nodes ?? [],
  );
  const facts = data?.facts?.nodes ?? [];
  const posts = data?.posts?.nodes ?? [];
  const isEmpty = subjects.length + facts.length + posts.length === 0;
  return (
    <div className="page">
      <h1 tabIndex={-1}>{q === '' ? texts.button : texts.title(q)}</h1>
      <Partial errors={errors} />
      {q === '' && <p>{texts.empty}</p>}
      {q !== '' && isEmpty && <p className="empty">{texts.nothing(q)}</p>}
      {subjects.length > 0 && (
        <section aria-labelledby="subjects">
          <h2 id="subjects">{texts.subjects}</h2>
          <ul className="inline">
            {subjects.map((subject) => (
              <li key={`${subject.__typename} ${subject.slug}`}>
                <SubjectLink subject={subject} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {facts.length > 0 && (
        <section aria-labelledby="facts">
          <h2 id="facts">{texts.facts}</h2>
          <FactTable caption={factTexts.caption} facts={facts} />
          <p>
            <Link to="/facts" search={{ q }}>
              {texts.allFacts(formatCount(language, data?.facts?.totalCount ?? facts.length))}
            </Link>
          </p>
        </section>
      )}
      {posts.length > 0 && (
        <section aria-labelledby="posts">
          <h2 id="posts">{texts.posts}</h2>
          {posts.map((post) => (
            <PostCard key={post.id} post={post} />
          ))}
          <p>
            <Link to="/posts" search={{ q }}>
              {texts.allPosts(formatCount(language, data?.posts?.totalCount ?? posts.length))}
            </Link>
          </p>
        </section>
      )}
    </div>
  );
};
