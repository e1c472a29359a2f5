import { Link } from '@tanstack/react-router';
import type { PostCardFragment } from '../generated/operations';
import { formatInstant } from '../format/fuzzy-date';
import { formatCount, formatDecimal } from '../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../language/language';
import { SubjectLink } from './subject-link';

/** A post in a list: kind, title, first words, who wrote it and when. */
export const PostCard = ({
  post,
  headingLevel = 3,
}: {
  readonly post: PostCardFragment;
  readonly headingLevel?: 2 | 3;
}) => {
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  const language = useLanguage();
  const texts = useTexts();
  const enumLabel = useEnumLabel();
  const { author, byline, writtenFor, publishedAt, ratingSummary } = post;
  const writer = author?.name ?? byline;
  return (
    <article className="post">
      <p className="kind">{enumLabel('PostKind', post.kind)}</p>
      <Heading lang={post.lang}>
        <Link to="/posts/$slug" params={{ slug: post.slug }}>
          {post.title}
        </Link>
      </Heading>
      <p className="excerpt" lang={post.lang}>
        {post.excerpt}
      </p>
      <p className="byline">
        {writer && (
          <span>
            {texts.post.by} {writer}
          </span>
        )}
        {writtenFor && (
          <span>
            <SubjectLink subject={{ ...writtenFor, __typename: 'Organisation' }} />
          </span>
        )}
        {publishedAt && <time dateTime={publishedAt}>{formatInstant(language, publishedAt)}</time>}
        {ratingSummary && ratingSummary.count > 0 && ratingSummary.average !== null && (
          <span>
            ★{' '}
            {texts.post.rating(
              formatDecimal(language, ratingSummary.average.toFixed(1)),
              formatCount(language, ratingSummary.count),
            )}
          </span>
        )}
        {post.topics.map(({ slug, label }) => (
          <Link key={slug} to="/posts" search={{ topic: slug }} className="topic">
            {label}
          </Link>
        ))}
      </p>
    </article>
  );
};
