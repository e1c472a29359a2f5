import { Link } from '@tanstack/react-router';
import type { ExplorerFactQuery } from '../../generated/operations';
import { formatMoment } from '../../format/fuzzy-date';
import { useLanguage, useTexts } from '../../language/language';
import { Status, useValue, useWhen } from '../../parts/fact-words';
import { justBefore } from '../../time';

type Fact = NonNullable<ExplorerFactQuery['fact']>;

/** One version: its value, its date, its author and its reason. It links to its page, unless that is the current page. */
const Version = ({
  version,
  isShown,
}: {
  readonly version: Fact['versions']['nodes'][number];
  readonly isShown: boolean;
}) => {
  const language = useLanguage();
  const { fact: texts, labelled } = useTexts();
  const valueOf = useValue();
  const whenOf = useWhen();
  const { id, version: number, recordedAt, recordedBy, reason, status } = version;
  const when = whenOf(version);
  const words = (
    <>
      {labelled(texts.version(number), valueOf(version))}
      {when !== null && `, ${when}`}
    </>
  );
  return (
    <li aria-current={isShown || undefined}>
      {isShown ? (
        <strong>{words}</strong>
      ) : (
        <Link to="/facts/$id" params={{ id }}>
          {words}
        </Link>
      )}{' '}
      <Status status={status} />
      <br />
      <span className="muted">
        {texts.recorded} <time dateTime={recordedAt}>{formatMoment(language, recordedAt)}</time>
        {recordedBy ? `, ${texts.by(recordedBy.name)}` : ''}
        {reason ? `. ${texts.reason(reason)}` : ''}
      </span>
    </li>
  );
};

/** All versions of a fact that the reader may see, the latest first. */
export const Versions = ({ fact }: { readonly fact: Fact }) => {
  const { fact: texts, time } = useTexts();
  const { nodes, pageInfo } = fact.versions;
  const isCurrent = nodes[0]?.id === fact.id;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{texts.versions}</h2>
      <p>{isCurrent ? texts.current : texts.notCurrent}</p>
      <ol className="versions" reversed start={nodes[0]?.version}>
        {nodes.map((version) => (
          <Version key={version.id} version={version} isShown={version.id === fact.id} />
        ))}
      </ol>
      {pageInfo.hasNextPage && <p className="muted">{texts.moreVersions}</p>}
      {fact.subject.__typename === 'Programme' && (
        <p>
          <Link
            to="/programmes/$slug"
            params={{ slug: fact.subject.slug }}
            search={{ known: justBefore(fact.recordedAt) }}
          >
            {time.before}
          </Link>
        </p>
      )}
    </section>
  );
};
