import { Link } from '@tanstack/react-router';
import type { ExplorerModerationQuery } from '../../../generated/operations';
import { useTexts } from '../../../language/language';

export type Case = NonNullable<ExplorerModerationQuery['moderationCases']>['nodes'][number];

/** What a case is about, as its author wrote it. */
export const Target = ({ target }: Pick<Case, 'target'>) => {
  const { edit } = useTexts();
  const texts = edit.queue;
  switch (target?.__typename) {
    case 'Post':
      return (
        <blockquote>
          {texts.aboutPost}{' '}
          <Link to="/posts/$slug" params={{ slug: target.slug }} lang={target.lang}>
            {target.title}
          </Link>
          <p lang={target.lang}>{target.excerpt}</p>
        </blockquote>
      );
    case 'Comment':
      return (
        <blockquote>
          {texts.aboutComment}{' '}
          {target.post && (
            <Link to="/posts/$slug" params={{ slug: target.post.slug }} lang={target.post.lang}>
              {target.post.title}
            </Link>
          )}
          {/* Sanitised by content. */}
          <div dangerouslySetInnerHTML={{ __html: target.body.html }} />
        </blockquote>
      );
    case 'Rating':
      return (
        <blockquote>
          {texts.aboutRating(target.score)}
          {target.review && (
            <p lang={target.review.lang}>{[target.review.title, target.review.body].filter(Boolean).join(': ')}</p>
          )}
        </blockquote>
      );
    case 'Member':
      return <blockquote>{texts.aboutMember(target.name)}</blockquote>;
    default:
      return <p className="muted">{texts.gone}</p>;
  }
};
