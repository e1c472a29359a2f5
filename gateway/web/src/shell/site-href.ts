import { useRouter } from '@tanstack/react-router';

/** Makes the address of a page of the site that is no view of the explorer: `/graphiql`. The site may be published under a path. */
export const useSiteHref = (): ((path: string) => string) => {
  const base = (useRouter().options.basepath ?? '/').replace(/\/$/, '');
  return (path) => `${base}${path}`;
};
