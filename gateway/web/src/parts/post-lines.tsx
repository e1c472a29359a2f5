import { Link } from '@tanstack/react-router';
import type { PostLineFragment } from '../generated/operations';
import { formatInstant } from '../format/fuzzy-date';
import { useEnumLabel, useLanguage } from '../language/language';

/** Posts as a list, one line each. */
export const PostLines = ({ posts }: { readonly posts: readonly PostLineFragment[] }) => {
  const language = useLanguage();
  const enumLabel = useEnumLabel();
  return (
    <ul className="subjects">
      {posts.map(({ id, slug, title, lang, kind, publishedAt }) => (
        <li key={id}>
          <Link to="/posts/$slug" params={{ slug }} lang={lang}>
            {title}
          </Link>{' '}
          <span className="muted">
            {enumLabel('PostKind', kind)}
            {publishedAt && `, ${formatInstant(language, publishedAt)}`}
          </span>
        </li>
      ))}
    </ul>
  );
};
