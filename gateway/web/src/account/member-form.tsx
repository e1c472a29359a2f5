import { type FormEvent, type ReactNode, useState } from 'react';
import { Unreachable } from '../graph/operation';
import { useTexts } from '../language/language';
import type { UserError } from './session';

interface Properties {
  readonly button: string;
  /** Sends the fields of the form by name. Returns what the user can correct, or what is done. */
  readonly send: (
    fields: Readonly<Record<string, string>>,
    /** With the files that were chosen. */
    form: FormData,
  ) => Promise<{ readonly problems: readonly UserError[]; readonly done?: string }>;
  /** Whether the fields stay as they are after success, so that they can be sent again. Defaults to false. */
  readonly keepsFields?: boolean;
  readonly children: ReactNode;
}

/** A form that is sent by script. What was typed stays until it has succeeded; problems are said where they are. */
export const MemberForm = ({ button, send, keepsFields = false, children }: Properties) => {
  const { account } = useTexts();
  const [isWaiting, setIsWaiting] = useState(false);
  const [problems, setProblems] = useState<readonly UserError[]>([]);
  const [done, setDone] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    if (isWaiting) return;
    setIsWaiting(true);
    setDone('');
    const data = new FormData(form);
    const fields = Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
    try {
      const result = await send(fields, data);
      setProblems(result.problems);
      if (result.problems.length === 0) {
        if (!keepsFields) form.reset();
        setDone(result.done ?? '');
      } else {
        const named = result.problems.flatMap(({ field }) => field ?? []).at(-1);
        form.querySelector<HTMLElement>(`[name="${named ?? ''}"]`)?.focus();
      }
    } catch (error) {
      if (!(error instanceof Unreachable) && !(error instanceof TypeError)) throw error;
      setProblems([{ code: 'UNREACHABLE', field: null, message: account.unreachable }]);
    } finally {
      setIsWaiting(false);
    }
  };
  return (
    <form className="member-form" onSubmit={(event) => void submit(event)}>
      {children}
      <div role="status">
        {problems.map(({ code, field, message }) => (
          <p key={`${code} ${field?.join('.')}`} className="partial" lang={code === 'UNREACHABLE' ? undefined : 'en'}>
            {message}
          </p>
        ))}
        {done !== '' && <p className="done">{done}</p>}
      </div>
      <button type="submit" aria-disabled={isWaiting}>
        {button}
      </button>
    </form>
  );
};

interface FieldProperties {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly autoComplete?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly defaultValue?: string;
}

/** A required field of one line. */
export const TextField = ({ name, label, hint, type = 'text', ...rest }: FieldProperties) => (
  <label className="field">
    {label}
    {hint && <span className="muted">{hint}</span>}
    <input name={name} type={type} required {...rest} />
  </label>
);
