import { createMarkdown, type ImageEnvironment } from './markdown-parser';

/** Levels of blocks within blocks that are accepted. The parser drops what is deeper than its own limit of 100. */
export const MAX_NESTING = 20;

const parser = createMarkdown();

/** The deepest level of blocks within blocks in a Markdown text. A quote in a quote has level 2; a list and its items count each. */
export const nestingOf = (source: string): number => {
  const environment: ImageEnvironment = { images: [] };
  return parser.parse(source, environment).reduce((deepest, { level }) => Math.max(deepest, level), 0);
};
