import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef } from 'react';
import { useTexts } from '../language/language';
import { useSiteHref } from './site-href';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The search of the whole site: a form that works without script. The key `/` moves the focus to it. */
export const SearchBox = () => {
  const { search } = useTexts();
  const navigate = useNavigate();
  const siteHref = useSiteHref();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ to: '/search', search: { q: input.current?.value.trim() ?? '' } });
  };
  return (
    <form role="search" className="search" action={siteHref('/search')} onSubmit={submit}>
      <input ref={input} type="search" name="q" aria-label={search.label} placeholder={search.label} maxLength={200} />
      <button type="submit">{search.button}</button>
    </form>
  );
};
