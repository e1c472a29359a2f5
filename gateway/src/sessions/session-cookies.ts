/** What the browser keeps between visits. Scripts cannot read the first two, and they are sent only to the paths of sessions. */
const REFRESH = 'wizness_session';
/** Tells membership that an earlier sign-in was on this device. It is no credential. */
const DEVICE = 'wizness_device';
/** Tells the page that there is a session to continue, so that other visitors send no request for one. It is no credential. */
const HINT = 'wizness_member';

/** Longer than a device token lives in membership. */
const DEVICE_SECONDS = 400 * 86_400;

export interface SessionCookies {
  readonly refreshToken: string | null;
  readonly deviceToken: string | null;
}

const valueOf = (header: string, name: string): string | null => {
  for (const part of header.split(';')) {
    const [key, ...rest] = part.trim().split('=');
    if (key === name) return rest.join('=') || null;
  }
  return null;
};

/** Reads the cookies of a request. */
export const readSessionCookies = (header = ''): SessionCookies => ({
  refreshToken: valueOf(header, REFRESH),
  deviceToken: valueOf(header, DEVICE),
});

/** Creates the writer of the cookies of a site that is published under `publicUrl`. `now` is in milliseconds. */
export const createSessionCookies = (publicUrl: string) => {
  const { pathname, protocol } = new URL(publicUrl);
  const root = pathname.endsWith('/') ? pathname : `${pathname}/`;
  const secure = protocol === 'https:' ? '; Secure' : '';
  const cookie = (name: string, value: string, path: string, seconds: number, isHidden: boolean): string =>
    `${name}=${value}; Path=${path}; Max-Age=${seconds}; SameSite=Strict${isHidden ? '; HttpOnly' : ''}${secure}`;
  const paths = `${root}session`;
  return {
    /** The cookies of a session that can be refreshed until `expiresAt` (RFC 3339). */
    kept: (refreshToken: string, expiresAt: string, now: number): string[] => {
      const seconds = Math.max(Math.floor((Date.parse(expiresAt) - now) / 1000), 0);
      return [cookie(REFRESH, refreshToken, paths, seconds, true), cookie(HINT, '1', root, seconds, false)];
    },
    device: (token: string): string => cookie(DEVICE, token, paths, DEVICE_SECONDS, true),
    /** Removes what {@link kept} wrote. */
    ended: (): string[] => [cookie(REFRESH, '', paths, 0, true), cookie(HINT, '', root, 0, false)],
  };
};
