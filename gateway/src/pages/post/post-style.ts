import { STYLE } from '../style';

/** As the other pages, with a column for reading. */
export const POST_STYLE = `${STYLE}
main { max-width: 42rem; padding-top: 6vh; }
h2 { font-size: 1.25rem; line-height: 1.3; margin-top: 2rem; }
.kind { margin: 0; font-size: .9375rem; color: var(--accent); }
h1 { margin: .25rem 0 .5rem; }
.byline, dl { font-size: .9375rem; }
.lead { font-size: 1.1875rem; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; }
nav, footer { margin: 2rem 0; padding: .25rem 1rem; border: 1px solid var(--line); border-radius: .4rem; }
nav h2, footer h2 { margin: .5rem 0; font-size: 1rem; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 4px solid var(--line); }
pre { overflow-x: auto; }
`;
