/** A quote to find in a text, and the number under which the page lists its fact. */
export interface NumberedQuote {
  readonly number: number;
  /** Id of the fact, which is also the anchor of its note. */
  readonly id: string;
  readonly quote: string;
}

export interface MarkedHtml {
  readonly html: string;
  /** Numbers whose quote is in the text. */
  readonly found: ReadonlySet<number>;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** The characters of a text of HTML, each with the source that it is written with: `&amp;` is one. */
const charactersOf = (text: string): readonly { readonly character: string; readonly source: string }[] =>
  [...text.matchAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));|[^]/giu)].map(([source, decimal, hexadecimal, name]) => {
    if (decimal !== undefined) return { character: String.fromCodePoint(Number(decimal)), source };
    if (hexadecimal !== undefined) return { character: String.fromCodePoint(Number.parseInt(hexadecimal, 16)), source };
    return { character: name === undefined ? source : (ENTITIES[name] ?? source), source };
  });

interface Character {
  readonly character: string;
  readonly source: string;
  /** Index of its token. */
  readonly token: number;
}

const isSpace = (character: string): boolean => /\s/.test(character);

/** The text without white space, and for each of its UTF-16 units the index of its character: quotes differ in line breaks. */
const compact = (
  characters: readonly Character[],
): { readonly text: string; readonly positions: readonly number[] } => {
  let text = '';
  const positions: number[] = [];
  for (const [index, { character }] of characters.entries()) {
    if (isSpace(character)) continue;
    text += character;
    for (let unit = 0; unit < character.length; unit++) positions.push(index);
  }
  return { text, positions };
};

/** First and last character of each quote that is in the text. */
const findQuotes = (characters: readonly Character[], quotes: readonly NumberedQuote[]) => {
  const { text, positions } = compact(characters);
  return quotes.flatMap(({ number, id, quote }) => {
    const wanted = quote.replaceAll(/\s+/g, '');
    const at = wanted === '' ? -1 : text.indexOf(wanted);
    const [first, last] = [positions[at], positions[at + wanted.length - 1]];
    return first === undefined || last === undefined ? [] : [{ number, id, first, last }];
  });
};

/**
 * Marks the quotes of facts in safe HTML. Each marked piece is a `mark` with the numbers of its facts in `data-facts`; after the end of
 * a quote stands a link to the note of its fact, whose own anchor is `mark-` and the id of the fact. Pieces never cross a tag. The same quote of several facts is marked once.
 */
export const markQuotes = (html: string, quotes: readonly NumberedQuote[]): MarkedHtml => {
  const tokens = html.match(/<[^>]*>|[^<]+/g) ?? [];
  const characters = tokens.flatMap((token, index): readonly Character[] =>
    token.startsWith('<') ? [] : charactersOf(token).map((each) => ({ ...each, token: index })),
  );
  const spans = findQuotes(characters, quotes);
  const pieces = tokens.map((token) => (token.startsWith('<') ? token : ''));
  let open = '';
  for (const [index, { character, source, token }] of characters.entries()) {
    const numbers = spans.filter(({ first, last }) => first <= index && index <= last).map(({ number }) => number);
    const wanted = isSpace(character) && open === '' ? '' : numbers.join(' ');
    const isNewToken = characters[index - 1]?.token !== token;
    let piece = '';
    if (open !== '' && (wanted !== open || isNewToken)) {
      if (isNewToken) pieces[characters[index - 1]?.token ?? 0] += '</mark>';
      else piece += '</mark>';
      open = '';
    }
    if (wanted !== '' && open === '') {
      piece += `<mark data-facts="${wanted}">`;
      open = wanted;
    }
    piece += source;
    const ending = spans.filter(({ last }) => last === index);
    if (ending.length > 0) {
      if (open !== '') piece += '</mark>';
      open = '';
      piece += `<sup class="notes">${ending.map(({ number, id }) => `<a href="#${id}" id="mark-${id}" data-facts="${number}">${number}</a>`).join(' ')}</sup>`;
    }
    pieces[token] += piece;
  }
  return { html: pieces.join(''), found: new Set(spans.map(({ number }) => number)) };
};
