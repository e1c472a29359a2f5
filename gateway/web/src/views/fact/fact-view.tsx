import { getRouteApi, Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { ExplorerFactQuery } from '../../generated/operations';
import { textFragment } from '../../format/text-fragment';
import { formatCount } from '../../format/number';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { Certainty } from '../../parts/certainty';
import { FactTable } from '../../parts/fact-table';
import { Issues, Measure, Status, useValue, useWhen } from '../../parts/fact-words';
import { Partial } from '../../parts/partial';
import { SubjectLink } from '../../parts/subject-link';
import { Cite } from './cite-section';
import { Versions } from './versions';

const route = getRouteApi('/facts/$id');

type Fact = NonNullable<ExplorerFactQuery['fact']>;

/** Words before a quote: a word that the excerpt cuts is left out. */
const fromWord = (prefix: string | null): string => {
  const words = /\s(.*)$/s.exec(prefix ?? '')?.[1] ?? '';
  return words === '' ? '' : `… ${words}`;
};

/** Words after a quote, as {@link fromWord}. */
const toWord = (suffix: string | null): string => {
  const words = /^(.*)\s/s.exec(suffix ?? '')?.[1] ?? '';
  return words === '' ? '' : `${words} …`;
};

const Citation = ({ fact, citation }: { readonly fact: Fact; readonly citation: Fact['citations'][number] }) => {
  const language = useLanguage();
  const { fact: texts, labelled } = useTexts();
  const enumLabel = useEnumLabel();
  const { quote, prefix, suffix, lang, start, end, source } = citation;
  return (
    <figure className="citation">
      <blockquote lang={lang}>
        {fromWord(prefix)}
        <mark>{quote}</mark>
        {toWord(suffix)}
      </blockquote>
      <figcaption>
        {source.post ? (
          <Link to="/posts/$slug" params={{ slug: source.post.slug }}>
            {source.title}
          </Link>
        ) : source.url ? (
          <a href={source.url.replace(/#.*$/, '') + textFragment(quote)}>{source.title}</a>
        ) : (
          source.title
        )}
        {source.publisher && `, ${source.publisher}`} · {enumLabel('SourceKind', source.kind)}
        {start !== null && end !== null && (
          <> · {texts.characters(formatCount(language, start), formatCount(language, end))}</>
        )}
        {source.sha256 && (
          <>
            {' '}
            · <abbr title={labelled(texts.hash, source.sha256)}>sha256 {source.sha256.slice(0, 8)}…</abbr>
          </>
        )}
        {source.post && (
          <>
            {' '}
            ·{' '}
            <Link to="/posts/$slug" params={{ slug: source.post.slug }} hash={`mark-${fact.id}`}>
              {texts.inPage}
            </Link>
          </>
        )}
      </figcaption>
    </figure>
  );
};

/** One fact: what it says, the words that it comes from, what contradicts it, its versions, and how to cite it. */
export const FactView = () => {
  const { data, errors } = route.useLoaderData();
  const texts = useTexts();
  const valueOf = useValue();
  const whenOf = useWhen();
  const { fact } = data;
  if (!fact) return null;
  const { property } = fact;
  return (
    <div className="page fact-page">
      <Partial errors={errors} />
      <p className="about">
        <SubjectLink subject={fact.subject} /> · {property.label}
      </p>
      <h1 tabIndex={-1}>
        {valueOf(fact)} <Measure measure={fact.measure} /> <Status status={fact.status} />
      </h1>
      {fact.status === 'RETRACTED' && <p className="partial">{texts.fact.retracted}</p>}
      <p>
        {whenOf(fact) ?? texts.dates.notDated}
        {fact.due?.raw && <span className="muted"> (« {fact.due.raw} »)</span>} · <Certainty level={fact.confidence} />{' '}
        · {texts.fact.sources(fact.citations.length, fact.independentSources)}
      </p>
      {property.definition && <p className="muted">{texts.labelled(texts.fact.definition, property.definition)}</p>}
      <dl className="definitions">
        {fact.dimensions.map(({ name, value }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <Issues issues={fact.issues} />
      <section aria-labelledby="quote">
        <h2 id="quote">{texts.fact.quote}</h2>
        {fact.citations.map((citation) => (
          <Citation key={`${citation.source.id} ${citation.start} ${citation.quote}`} fact={fact} citation={citation} />
        ))}
      </section>
      <section aria-labelledby="contradictions">
        <h2 id="contradictions">{texts.fact.contradictions}</h2>
        {fact.contradicts.length === 0 ? (
          <p className="muted">{texts.fact.noContradictions}</p>
        ) : (
          <FactTable caption={texts.fact.contradictions} facts={fact.contradicts} />
        )}
      </section>
      {fact.derivedFrom.length > 0 && (
        <section aria-labelledby="derived">
          <h2 id="derived">{texts.fact.derived}</h2>
          {fact.formula && (
            <p>
              {texts.labelled(texts.fact.formula, '')}
              <code>{fact.formula}</code>
            </p>
          )}
          <FactTable caption={texts.fact.derived} facts={fact.derivedFrom} />
        </section>
      )}
      <Versions fact={fact} />
      <Cite fact={fact} />
    </div>
  );
};
