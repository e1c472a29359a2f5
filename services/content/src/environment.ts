import { readEnvironment as readSettings, readSubgraphEnvironment, settings } from '@wizness/kernel';

const DEFAULT_PORT = 4011;

/** Where readers find the site. */
const PUBLIC_URL = { PUBLIC_URL: settings.httpUrl('http://127.0.0.1:4000') };

/** The settings of content as a process of its own. Throws EnvironmentError that names all wrong ones. */
export const readEnvironment = () =>
  readSubgraphEnvironment(DEFAULT_PORT, {
    ...PUBLIC_URL,
    /** Whose events say whom members follow, and that one has left. */
    MEMBERSHIP_URL: settings.httpUrl('http://127.0.0.1:4012'),
  });

let publicUrl: string | undefined;

/** Address of a post for readers: `<PUBLIC_URL>/posts/<slug>`, the same in both ways to run. */
export const postUrl = (slug: string): string => {
  publicUrl ??= readSettings(PUBLIC_URL).PUBLIC_URL.replace(/\/+$/, '');
  return `${publicUrl}/posts/${slug}`;
};
