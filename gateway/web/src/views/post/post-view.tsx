import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ExplorerPostQuery } from '../../generated/operations';
import { formatFuzzyDate, formatInstant } from '../../format/fuzzy-date';
import { formatCount, formatDecimal } from '../../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { useLinkedMarks } from '../../parts/linked-marks';
import { Avatar } from '../../parts/avatar';
import { Partial } from '../../parts/partial';
import { PostLines } from '../../parts/post-lines';
import { SubjectLink } from '../../parts/subject-link';
import { Comments } from './comments';
import { Details } from './details';
import { FactNotes, type NumberedFact } from './fact-notes';
import { markQuotes } from './mark-quotes';
import { TakePart } from './take-part';

const route = getRouteApi('/posts/$slug');

type Post = NonNullable<ExplorerPostQuery['post']>;

/** The facts in the order in which their quotes stand in the text; those that are not in it come last. */
const numberFacts = (post: Post): { readonly html: string; readonly facts: readonly NumberedFact[] } => {
  const facts = post.facts?.nodes ?? [];
  const quoteOf = (index: number): string => {
    const citations = facts[index]?.citations ?? [];
    return (citations.find(({ source }) => source.post?.slug === post.slug) ?? citations[0])?.quote ?? '';
  };
  const first = markQuotes(
    post.body.html,
    facts.map(({ id }, index) => ({ number: index, id, quote: quoteOf(index) })),
  );
  const order = facts
    .map(({ id }, index) => ({
      index,
      id,
      at: first.found.has(index) ? first.html.indexOf(`id="mark-${id}"`) : Infinity,
    }))
    .toSorted((a, b) => a.at - b.at || a.index - b.index);
  const marked = markQuotes(
    post.body.html,
    order.map(({ index, id }, position) => ({ number: position + 1, id, quote: quoteOf(index) })),
  );
  return {
    html: marked.html,
    facts: order.flatMap(({ index }, position) => {
      const fact = facts[index];
      return fact ? [{ number: position + 1, fact, isMarked: marked.found.has(position + 1) }] : [];
    }),
  };
};

const Byline = ({ post }: { readonly post: Post }) => {
  const language = useLanguage();
  const texts = useTexts();
  const { author, byline, writtenFor, publishedAt, written, readingMinutes, ratingSummary } = post;
  const writer = author?.name ?? byline;
  return (
    <p className="byline">
      {writer && (
        <span>
          {texts.post.by} <Avatar picture={author?.avatar} size={24} /> <span className="author">{writer}</span>
        </span>
      )}
      {writtenFor && <SubjectLink subject={{ ...writtenFor, __typename: 'Organisation' }} />}
      {publishedAt && <time dateTime={publishedAt}>{formatInstant(language, publishedAt)}</time>}
      {written && <span>{`${texts.post.written} ${formatFuzzyDate(language, texts, written)}`}</span>}
      {readingMinutes > 0 && <span>{texts.post.minutes(readingMinutes)}</span>}
      {ratingSummary && (
        <span>
          {ratingSummary.average === null
            ? texts.post.notRated
            : `★ ${texts.post.rating(formatDecimal(language, ratingSummary.average.toFixed(1)), formatCount(language, ratingSummary.count))}`}
        </span>
      )}
    </p>
  );
};

const Mentions = ({ post }: { readonly post: Post }) => {
  const { mentions } = useTexts().post;
  const subjects = new Map(
    post.mentions.flatMap(({ target }) =>
      target && 'slug' in target ? [[`${target.__typename} ${target.slug}`, target]] : [],
    ),
  );
  if (subjects.size === 0) return null;
  return (
    <section aria-labelledby="mentions">
      <h2 id="mentions">{mentions}</h2>
      <ul className="inline">
        {[...subjects].map(([key, subject]) => (
          <li key={key}>
            <SubjectLink subject={subject} />
          </li>
        ))}
      </ul>
    </section>
  );
};

/** A post with the facts beside the sentences that they come from. */
export const PostView = () => {
  const { data, errors } = route.useLoaderData();
  const texts = useTexts();
  const enumLabel = useEnumLabel();
  const linked = useLinkedMarks();
  const [hasMarks, setHasMarks] = useState(true);
  const { post } = data;
  const numbered = useMemo(() => (post ? numberFacts(post) : null), [post]);
  if (!post || !numbered) return null;
  const { html, facts } = numbered;
  return (
    <div className={hasMarks ? 'page post-page' : 'page post-page no-marks'} {...linked}>
      <Partial errors={errors} />
      <article className="text">
        <header>
          <p className="kind">{enumLabel('PostKind', post.kind)}</p>
          <h1 tabIndex={-1} lang={post.lang}>
            {post.title}
          </h1>
          <Byline post={post} />
          {post.summary && (
            <p className="lead" lang={post.lang}>
              {post.summary}
            </p>
          )}
          <Details post={post} />
        </header>
        {/* Sanitised by content. */}
        <div className="body" lang={post.lang} dangerouslySetInnerHTML={{ __html: html }} />
      </article>
      <aside aria-labelledby="facts" className="beside">
        <h2 id="facts">{texts.post.facts}</h2>
        {facts.length === 0 ? (
          <p className="muted">{texts.post.noFacts}</p>
        ) : (
          <>
            <p className="muted">{texts.post.factsHelp}</p>
            <button type="button" aria-pressed={!hasMarks} onClick={() => setHasMarks(!hasMarks)}>
              {hasMarks ? texts.post.hideMarks : texts.post.showMarks}
            </button>
            <FactNotes facts={facts} />
          </>
        )}
      </aside>
      <div className="after">
        {post.topics.length > 0 && (
          <section aria-labelledby="topics">
            <h2 id="topics">{texts.post.topics}</h2>
            <ul className="inline">
              {post.topics.map(({ slug, label }) => (
                <li key={slug}>
                  <Link to="/posts" search={{ topic: slug }}>
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Mentions post={post} />
        <Comments comments={post.comments.nodes} />
        <TakePart slug={post.slug} />
        {post.relatedPosts.length > 0 && (
          <section aria-labelledby="related">
            <h2 id="related">{texts.post.related}</h2>
            <PostLines posts={post.relatedPosts} />
          </section>
        )}
      </div>
    </div>
  );
};
