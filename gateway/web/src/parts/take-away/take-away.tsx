import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Loaded } from '../../graph/load';
import { useTexts } from '../../language/language';
import { useSiteHref } from '../../shell/site-href';
import { CopyButton } from '../copy-button';
import { queryWithValues } from './query-text';
import { savePng, saveSvg } from './save-picture';

const pictures = (): readonly SVGSVGElement[] => [
  ...document.querySelectorAll<SVGSVGElement>('main svg[data-picture]'),
];

/** The pictures of the view, each as a file. */
const Pictures = () => {
  const { takeAway } = useTexts();
  const view = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.href });
  const [hasPicture, setHasPicture] = useState(false);
  useEffect(() => setHasPicture(pictures().length > 0), [view]);
  if (!hasPicture) return null;
  const each = (save: (picture: SVGSVGElement, name: string, source: string) => unknown): void => {
    for (const picture of pictures()) {
      const name = picture.dataset['picture'] ?? 'picture';
      save(picture, name, `${document.title}, ${window.location.href}`);
    }
  };
  return (
    <>
      <button type="button" onClick={() => each(saveSvg)}>
        {takeAway.svg}
      </button>
      <button type="button" onClick={() => each((...parts) => void savePng(...parts))}>
        {takeAway.png}
      </button>
    </>
  );
};

/** Ways to take what a view shows: its address, its query, a frame for another page, its pictures. */
export const TakeAway = () => {
  const { takeAway } = useTexts();
  const siteHref = useSiteHref();
  const loaded = useRouterState({ select: ({ matches }) => matches.at(-1)?.loaderData as Loaded<unknown> | undefined });
  const asked = loaded?.asked;
  if (!asked) return null;
  const query = async (): Promise<string> => {
    const { QUERY_TEXTS } = await import('../../generated/query-texts');
    return queryWithValues(QUERY_TEXTS[asked.name] ?? '', { ...asked.variables });
  };
  const frame = (): string => {
    const { origin, pathname, search } = window.location;
    const root = siteHref('');
    const address = `${origin}${root}/embed${pathname.slice(root.length)}${search}`;
    return `<iframe src="${address.replaceAll('&', '&amp;')}" title="${document.title.replaceAll('"', '&quot;')}" width="100%" height="600" loading="lazy"></iframe>`;
  };
  return (
    <section className="page take-away" aria-label={takeAway.title}>
      <CopyButton label={takeAway.link} text={() => window.location.href} />
      <CopyButton label={takeAway.graphql} text={query} />
      <CopyButton label={takeAway.embed} text={frame} />
      <Pictures />
    </section>
  );
};
