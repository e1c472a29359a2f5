import type { ExplorerFactQuery } from '../../generated/operations';
import { textFragment } from '../../format/text-fragment';
import { useEnumLabel, useTexts } from '../../language/language';
import { CopyButton } from '../../parts/copy-button';
import { useValue, useWhen } from '../../parts/fact-words';
import { useSiteHref } from '../../shell/site-href';
import { citeBibtex, citeCslJson, citePlain, plainWords } from './cite';

type Fact = NonNullable<ExplorerFactQuery['fact']>;

/** The whole of a fact as one line, as it is cited. */
const useStatement = (): ((fact: Fact) => string) => {
  const enumLabel = useEnumLabel();
  const { labelled } = useTexts();
  const valueOf = useValue();
  const whenOf = useWhen();
  return (fact) => {
    const measure = fact.measure === 'STATEMENT' ? '' : `${enumLabel('FactMeasure', fact.measure)} `;
    const when = whenOf(fact);
    const stated = `${fact.property.label}, ${measure}${valueOf(fact)}${when === null ? '' : `, ${when}`}`;
    return labelled(fact.subject.name, stated);
  };
};

/** How to cite a fact: as text that needs no script, and in formats of reference managers. */
export const Cite = ({ fact }: { readonly fact: Fact }) => {
  const { fact: texts } = useTexts();
  const siteHref = useSiteHref();
  const statement = useStatement()(fact);
  const path = siteHref(`/facts/${fact.id}`);
  const citable = () => ({
    fact,
    statement,
    url: `${window.location.origin}${path}`,
    accessed: new Date().toISOString().slice(0, 10),
  });
  const cited = fact.citations.find(({ source }) => source.post);
  const post = cited?.source.post;
  return (
    <section aria-labelledby="cite" className="cite">
      <h2 id="cite">{texts.cite}</h2>
      <p>
        {plainWords({ fact, statement })}, <a href={path}>{fact.id}</a>.
      </p>
      <CopyButton label={texts.plain} text={() => citePlain(citable())} />
      <CopyButton label="BibTeX" text={() => citeBibtex(citable())} />
      <CopyButton label="CSL-JSON" text={() => citeCslJson(citable())} />
      {cited && post && (
        <CopyButton
          label={texts.linkToQuote}
          text={() => `${window.location.origin}${siteHref(`/posts/${post.slug}`)}${textFragment(cited.quote)}`}
        />
      )}
      <a href={`${path}.json`}>JSON</a>
    </section>
  );
};
