import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AboutSubjectFragment, FactLineFragment, SubjectPostsFragment } from '../../generated/operations';
import { formatInstant } from '../../format/fuzzy-date';
import { formatCount } from '../../format/number';
import type { GraphError } from '../../graph/operation';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { Bullet } from '../../parts/bullet';
import { FactTable } from '../../parts/fact-table';
import { Partial } from '../../parts/partial';

const ON_ONE_AXIS = new Set(['BASELINE', 'TARGET', 'ACTUAL']);

/** Properties that have a target, with everything that is measured against it: same property, same unit. */
const bulletsOf = (
  facts: readonly FactLineFragment[],
): readonly { readonly title: string; readonly facts: readonly FactLineFragment[] }[] => {
  const groups = new Map<string, { title: string; facts: FactLineFragment[] }>();
  for (const fact of facts) {
    if (!ON_ONE_AXIS.has(fact.measure) || fact.value?.__typename !== 'QuantityValue') continue;
    const key = `${fact.property.key} ${fact.value.unit.code}`;
    const group = groups.get(key) ?? { title: fact.property.label, facts: [] };
    group.facts.push(fact);
    groups.set(key, group);
  }
  return [...groups.values()].filter((group) => group.facts.some(({ measure }) => measure === 'TARGET'));
};

const Posts = ({ posts, id }: { readonly posts: SubjectPostsFragment; readonly id: string }) => {
  const language = useLanguage();
  const { subject: texts, posts: postTexts } = useTexts();
  const enumLabel = useEnumLabel();
  if (posts.nodes.length === 0) return null;
  return (
    <section aria-labelledby="posts">
      <h2 id="posts">{texts.posts(posts.totalCount === null ? '?' : formatCount(language, posts.totalCount))}</h2>
      <ul className="subjects">
        {posts.nodes.map((post) => (
          <li key={post.id}>
            <Link to="/posts/$slug" params={{ slug: post.slug }} lang={post.lang}>
              {post.title}
            </Link>{' '}
            <span className="muted">
              {enumLabel('PostKind', post.kind)}
              {post.publishedAt && `, ${formatInstant(language, post.publishedAt)}`}
            </span>
          </li>
        ))}
      </ul>
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
  /** What only this kind of subject has. */
  readonly children: ReactNode;
}

/** The page of a subject: what it is, its targets, what sources disagree about, its facts and posts. */
export const SubjectPage = ({ subject, kind, errors, posts, children }: Properties) => {
  const language = useLanguage();
  const { subject: texts } = useTexts();
  const facts = subject.facts?.nodes ?? [];
  const total = subject.facts?.totalCount ?? null;
  const bullets = bulletsOf(facts);
  const disputed = facts.filter(({ status }) => status === 'DISPUTED');
  return (
    <div className="page subject-page">
      <p className="kind">{kind}</p>
      <h1 tabIndex={-1}>{subject.name}</h1>
      <Partial errors={errors} />
      {bullets.length > 0 && (
        <section aria-labelledby="figures">
          <h2 id="figures">{texts.figures}</h2>
          {bullets.map((bullet) => (
            <Bullet key={bullet.title} {...bullet} />
          ))}
        </section>
      )}
      {children}
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
            <Link to="/facts" search={{ subject: subject.id }}>
              {texts.allFacts}
            </Link>
          </p>
        </section>
      )}
    </div>
  );
};
