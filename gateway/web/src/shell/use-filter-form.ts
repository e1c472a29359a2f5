import { useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';

/** The fields of a form as parameters of a URL: each once, several values separated by commas, empty ones left out. */
const searchOfForm = (form: HTMLFormElement): Record<string, string> => {
  const search: Record<string, string> = {};
  for (const [key, value] of new FormData(form)) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    search[key] = search[key] === undefined ? value.trim() : `${search[key]},${value.trim()}`;
  }
  return search;
};

const CHOICES = 'input[type=checkbox], input[type=radio], select';

/**
 * Makes a form with method `get` change the view without loading a page: a choice at once, a text when it is sent. Without script
 * the browser sends it itself.
 */
export const useFilterForm = () => {
  const navigate = useNavigate();
  const go = (form: HTMLFormElement): void => {
    void navigate({ to: '.', search: searchOfForm(form) as never, resetScroll: false });
  };
  return {
    method: 'get',
    onSubmit: (event: FormEvent<HTMLFormElement>): void => {
      event.preventDefault();
      go(event.currentTarget);
    },
    onChange: (event: FormEvent<HTMLFormElement>): void => {
      if (event.target instanceof Element && event.target.matches(CHOICES)) go(event.currentTarget);
    },
  } as const;
};
