import { useRouter } from '@tanstack/react-router';

/** Makes the address of a page of the site that is no view of the explorer: `/graphiql`. The site may be published under a path. */
export const useSiteHref = (): ((path: string) => string) => {
  const { basepath = '/', context } = useRouter().options;
  // Views in frames have addresses of their own.
  const base = basepath.replace(context.isEmbedded ? /\/embed\/?$/ : /\/$/, '');
  return (path) => `${base}${path}`;
};

/**
 * The address of a file of the site, without the host: the graph names it by the public URL, but a reader may have opened the site
 * under another name, and the policy of its pages allows only that one.
 */
export const fileHref = (url: string): string => {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
};
