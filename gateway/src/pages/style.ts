/** Light and dark colour schemes, text of 17 px, and one column that fits small screens. */
export const STYLE = `
:root { color-scheme: light dark; --page: #fbfbf8; --ink: #1b1f1a; --line: #6f776c; --accent: #1d5b34; --on-accent: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --page: #141814; --ink: #eceee9; --line: #98a194; --accent: #8fd3a5; --on-accent: #10200f; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 10vh 1.25rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
a { color: var(--accent); }
label { display: block; font-weight: 600; }
label.show { margin-bottom: 1rem; font-weight: 400; }
input:not([type=checkbox]) { width: 100%; margin-top: .25rem; padding: .6rem .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .4rem; }
input[aria-invalid=true] { border-width: 2px; }
#hint { margin: .25rem 0 1rem; font-size: .9375rem; }
button { padding: .65rem 1.25rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 0; border-radius: .4rem; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
#status:focus { outline: none; }
#status p { padding-left: .75rem; border-left: 4px solid var(--accent); }
`;
