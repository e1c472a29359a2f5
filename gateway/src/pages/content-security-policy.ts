import { createHash } from 'node:crypto';

/** How a policy names the one inline script or style that it lets pass. */
export const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Content Security Policy (level 3): the browser runs this one script, sends nothing to anywhere but here, shows the page
 * in no frame, and loads nothing but what `more` lets it.
 */
export const policyFor = (script: string, more: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    ...more,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
