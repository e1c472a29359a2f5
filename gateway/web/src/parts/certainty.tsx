import { useTexts } from '../language/language';

const DOTS: Readonly<Record<string, string>> = { HIGH: '●●●', MEDIUM: '●●○', LOW: '●○○' };

interface Properties {
  readonly level: string;
  /** Whether the word alone is enough, because a heading says what it is about. */
  readonly isShort?: boolean;
}

/** How certain a fact is: dots and the word, so that neither colour nor shape carries it alone. */
export const Certainty = ({ level, isShort = false }: Properties) => {
  const { certainty, certaintyLabel } = useTexts();
  const word = certainty[level] ?? level.toLowerCase();
  return (
    <span className="certainty">
      <span aria-hidden="true">{DOTS[level]}</span> {isShort ? word : certaintyLabel(word)}
    </span>
  );
};
