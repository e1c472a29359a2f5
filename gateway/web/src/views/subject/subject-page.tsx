import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AboutSubjectFragment, SubjectPostsFragment } from '../../generated/operations';
import { formatCount } from '../../format/number';
import type { GraphError } from '../../graph/operation';
import { useLanguage, useTexts } from '../../language/language';
import { FactTable } from '../../parts/fact-table';
import { Partial } from '../../parts/partial';
import { PostLines } from '../../parts/post-lines';
import { TimeBar } from '../../parts/time-bar';
import { Timeline } from '../../parts/timeline/timeline';
import type { TimeSearch } from '../../time';

const Posts = ({ posts, id }: { readonly posts: SubjectPostsFragment; readonly id: string }) => {
  const language = useLanguage();
  const { subject: texts, posts: postTexts } = useTexts();
  if (posts.nodes.length === 0) return null;
  return (
    <section aria-labelledby="posts">
      <h2 id="posts">{texts.posts(posts.totalCount === null ? '?' : formatCount(language, posts.totalCount))}</h2>
      <PostLines posts={posts.nodes} />
      {(posts.totalCount ?? 0) > posts.nodes.length && (
        <p>
          <Link to="/posts" search={{ about: id }}>
            {postTexts.title}
          </Link>
        </p>
      )}
    </section>
  );
};

interface Properties {
  readonly subject: AboutSubjectFragment;
  /** What kind of subject it is, in words. */
  readonly kind: string;
  readonly errors: readonly GraphError[];
  readonly posts: SubjectPostsFragment | null;
  /** The point in time that the page shows. */
  readonly search: TimeSearch;
  /** What only this kind of subject has. */
  readonly children: ReactNode;
}

/** The page of a subject: what it is, its targets, what sources disagree about, its facts and posts. */
export const SubjectPage = ({ subject, kind, errors, posts, search, children }: Properties) => {
  const language = useLanguage();
  const { subject: texts } = useTexts();
  const facts = subject.facts?.nodes ?? [];
  const total = subject.facts?.totalCount ?? null;
  const disputed = facts.filter(({ status }) => status === 'DISPUTED');
  return (
    <div className="page subject-page">
      <p className="kind">{kind}</p>
      <h1 tabIndex={-1}>{subject.name}</h1>
      <Partial errors={errors} />
      <TimeBar search={search} times={subject.factTimes} />
      <p>
        <Link to="/network" search={{ ...search, roots: subject.id }}>
          {texts.network}
        </Link>
      </p>
      {children}
      <Timeline subject={subject} />
      {disputed.length > 0 && (
        <section aria-labelledby="disputed">
          <h2 id="disputed">{texts.disputed}</h2>
          <FactTable caption={texts.disputed} facts={disputed} withSubject={false} />
        </section>
      )}
      {posts && <Posts posts={posts} id={subject.id} />}
      {facts.length > 0 && (
        <section aria-labelledby="facts">
          <h2 id="facts">{texts.factsTitle(total === null ? '?' : formatCount(language, total))}</h2>
          <FactTable caption={texts.factsTitle('')} facts={facts} withSubject={false} />
          <p>
            <Link to="/facts" search={{ ...search, subject: subject.id }}>
              {texts.allFacts}
            </Link>
          </p>
        </section>
      )}
    </div>
  );
};

/** A subject of which nothing was known at the moment of the page. */
export const NotKnownThen = ({ search }: { readonly search: TimeSearch }) => {
  const { time } = useTexts();
  return (
    <div className="page">
      <h1 tabIndex={-1}>{time.notKnownThen}</h1>
      <TimeBar search={search} times={null} />
    </div>
  );
};
