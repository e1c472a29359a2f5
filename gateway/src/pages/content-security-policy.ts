import { createHash } from 'node:crypto';

/** The source expression that allows one inline script or style. */
export const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Content Security Policy (level 3): the browser runs this one script, sends requests only to this origin, shows the page
 * in no frame, and loads only what `directives` allow.
 */
export const policyFor = (script: string, directives: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    ...directives,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
