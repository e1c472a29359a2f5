import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ChangeEvent, type FormEvent, useRef, useState } from 'react';
import { useToken } from '../../account/use-session';
import { formatCount } from '../../format/number';
import { useLanguage, useTexts } from '../../language/language';
import { exportPath } from '../../parts/take-away/export-links';
import { useSiteHref } from '../../shell/site-href';
import { readFactSearch } from '../facts/filter';
import { EXAMPLES } from './examples';
import type { Answer, Opened } from './messages';
import { ResultTable } from './result-table';
import { useSql } from './use-sql';

const route = getRouteApi('/sql');

/** The columns of the table, for those who write a statement. */
const Columns = ({ opened }: { readonly opened: Opened }) => {
  const { sql } = useTexts();
  return (
    <details>
      <summary>{sql.columns(opened.columns.length)}</summary>
      <ul className="inline">
        {opened.columns.map(({ name, type }) => (
          <li key={name}>
            <code>{name}</code> <span className="muted">{type}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** SQL over exported facts. The statement and the filter of the facts are in the URL; nothing leaves the browser. */
export const SqlView = () => {
  const { sql: statement = EXAMPLES.targets, ...search } = route.useSearch();
  const { sql: texts, facts } = useTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const tokenOf = useToken();
  const engine = useSql();
  const area = useRef<HTMLTextAreaElement>(null);
  const { filter, at } = readFactSearch(search);
  const path = useSiteHref()(exportPath('facts', 'parquet', filter, at));
  const [opened, setOpened] = useState<Opened | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [failure, setFailure] = useState('');
  const [isRunning, setIsRunning] = useState(false);

  const fetchFile = async (): Promise<ArrayBuffer> => {
    const token = await tokenOf();
    const headers = new Headers(token === null ? [] : [['authorization', `Bearer ${token}`]]);
    const response = await fetch(path, { headers, credentials: 'omit' });
    if (!response.ok) throw new Error(texts.notLoaded);
    return response.arrayBuffer();
  };
  const open = async (file: ArrayBuffer): Promise<boolean> => {
    const response = await engine.ask({ kind: 'open', file });
    if (response.kind === 'opened') setOpened(response);
    else if (response.kind === 'failed') setFailure(response.message);
    return response.kind === 'opened';
  };
  const run = async (): Promise<void> => {
    const sql = area.current?.value ?? '';
    await navigate({ to: '.', search: { ...search, sql } as never, replace: true, resetScroll: false });
    if (opened === null && !(await open(await fetchFile()))) return;
    const response = await engine.ask({ kind: 'run', sql });
    if (response.kind === 'answer') setAnswer(response);
    else if (response.kind === 'failed') setFailure(response.message);
  };
  const busy = async (work: () => Promise<unknown>): Promise<void> => {
    setFailure('');
    setAnswer(null);
    setIsRunning(true);
    try {
      await work();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : texts.notLoaded);
    } finally {
      setIsRunning(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isRunning) void busy(run);
  };
  const stop = (): void => {
    engine.stop();
    setOpened(null);
    setIsRunning(false);
  };
  const openOwn = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const file = target.files?.[0];
    if (file) void busy(async () => open(await file.arrayBuffer()));
  };
  return (
    <div className="page">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <p>
        <Link to="/facts" search={search}>
          {facts.title}
        </Link>
      </p>
      <noscript>
        <p>{texts.needsScript}</p>
      </noscript>
      <form className="member-form wide" onSubmit={submit}>
        <label className="field">
          {texts.statement}
          <textarea
            ref={area}
            rows={6}
            key={statement}
            defaultValue={statement}
            required
            spellCheck={false}
            className="code"
          />
        </label>
        <p className="chips">
          {(Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[]).map((name) => (
            <Link key={name} to="/sql" search={{ ...search, sql: EXAMPLES[name] }} resetScroll={false}>
              {texts.examples[name]}
            </Link>
          ))}
        </p>
        <p className="chips">
          <button type="submit" aria-disabled={isRunning}>
            {texts.run}
          </button>
          {isRunning && (
            <button type="button" onClick={stop}>
              {texts.stop}
            </button>
          )}
        </p>
        <label className="field">
          {texts.own}
          <input type="file" accept=".parquet" onChange={openOwn} />
        </label>
      </form>
      <p role="status">{isRunning ? texts.running : opened && texts.opened(formatCount(language, opened.rows))}</p>
      {opened && <Columns opened={opened} />}
      {failure !== '' && (
        <p className="partial" role="alert" lang={failure === texts.notLoaded ? undefined : 'en'}>
          {failure}
        </p>
      )}
      {answer && <ResultTable answer={answer} />}
    </div>
  );
};
