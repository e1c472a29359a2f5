import type { ExplorerPostQuery } from '../../generated/operations';
import { formatFuzzyDate } from '../../format/fuzzy-date';
import { useLanguage, useTexts } from '../../language/language';
import { Definitions } from '../../parts/definitions';
import { SubjectLink } from '../../parts/subject-link';

type Post = NonNullable<ExplorerPostQuery['post']>;

/** What only posts of one kind have: date and place of an event, where news appeared first, the question of a challenge. */
export const Details = ({ post: { details, lang } }: { readonly post: Post }) => {
  const language = useLanguage();
  const texts = useTexts();
  switch (details?.__typename) {
    case 'EventDetails':
      return (
        <Definitions
          entries={[
            [texts.post.when, formatFuzzyDate(language, texts, details.when)],
            [texts.post.where, details.place],
            [texts.post.series, details.series?.name],
            [
              texts.post.organisers,
              details.organisers.length === 0
                ? null
                : details.organisers.map(
                    (organiser) =>
                      organiser && (
                        <span key={organiser.slug} className="listed">
                          <SubjectLink subject={{ ...organiser, __typename: 'Organisation' }} />
                        </span>
                      ),
                  ),
            ],
          ]}
        />
      );
    case 'NewsDetails':
      return (
        <Definitions
          entries={[
            [
              texts.post.outlet,
              details.externalUrl && details.outlet ? (
                <a href={details.externalUrl}>{details.outlet}</a>
              ) : (
                details.outlet
              ),
            ],
          ]}
        />
      );
    case 'ChallengeDetails':
      return (
        <p className="lead" lang={lang}>
          {details.question}
        </p>
      );
    default:
      return null;
  }
};
