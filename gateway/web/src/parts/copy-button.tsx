import { useState } from 'react';
import { useTexts } from '../language/language';

interface Properties {
  readonly label: string;
  /** Made when the button is pressed. */
  readonly text: () => string | Promise<string>;
}

/** Copies a text, and says so. */
export const CopyButton = ({ label, text }: Properties) => {
  const { facts } = useTexts();
  const [message, setMessage] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(await text());
      setMessage(facts.copied);
    } catch {
      setMessage(facts.copyFailed);
    }
  };
  return (
    <span className="copy">
      <button type="button" onClick={() => void copy()}>
        {label}
      </button>{' '}
      <span role="status">{message}</span>
    </span>
  );
};
