import type { ExplorerPostQuery } from '../../generated/operations';
import { formatInstant } from '../../format/fuzzy-date';
import { useLanguage, useTexts } from '../../language/language';
import { Avatar } from '../../parts/avatar';

type Comment = NonNullable<ExplorerPostQuery['post']>['comments']['nodes'][number];

/** The first comments on a post. */
export const Comments = ({ comments }: { readonly comments: readonly Comment[] }) => {
  const language = useLanguage();
  const { post } = useTexts();
  return (
    <section aria-labelledby="comments">
      <h2 id="comments">{post.comments}</h2>
      {comments.length === 0 && <p className="muted">{post.noComments}</p>}
      {comments.map(({ id, author, body, createdAt }) => (
        <article key={id} className="comment">
          <p className="byline">
            {author && (
              <span>
                <Avatar picture={author.avatar} size={32} /> {author.name}
              </span>
            )}
            <time dateTime={createdAt}>{formatInstant(language, createdAt)}</time>
          </p>
          {/* Sanitised by content. */}
          <div dangerouslySetInnerHTML={{ __html: body.html }} />
        </article>
      ))}
    </section>
  );
};
