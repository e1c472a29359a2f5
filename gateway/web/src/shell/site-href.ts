import { useRouter } from '@tanstack/react-router';

/** Makes the address of a page of the site that is no view of the explorer: `/graphiql`. The site may be published under a path. */
export const useSiteHref = (): ((path: string) => string) => {
  const { basepath = '/', context } = useRouter().options;
  // Views in frames have addresses of their own.
  const base = basepath.replace(context.isEmbedded ? /\/embed\/?$/ : /\/$/, '');
  return (path) => `${base}${path}`;
};
