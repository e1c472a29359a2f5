import { useRouterState } from '@tanstack/react-router';
import { type SyntheticEvent, useEffect, useRef } from 'react';

const numbersOf = (element: Element | null | undefined): readonly string[] =>
  (element?.getAttribute('data-facts') ?? '').split(' ').filter(Boolean);

/** Shows the passages and the notes of some facts as one. */
const highlight = (container: Element | null, numbers: readonly string[]): void => {
  for (const element of container?.querySelectorAll('[data-facts]') ?? []) {
    element.classList.toggle(
      'linked',
      numbersOf(element).some((number) => numbers.includes(number)),
    );
  }
};

/**
 * Links the passages of a text and the notes about them while the pointer or the focus is on one of them, and those that the address
 * names. Both have the numbers of their facts in `data-facts`. Returns properties for the element around them.
 */
export const useLinkedMarks = () => {
  const container = useRef<HTMLDivElement>(null);
  const pointed = useRef<Element | null>(null);
  const hash = useRouterState({ select: ({ location }) => location.hash });
  useEffect(() => {
    if (hash === '') return;
    pointed.current = null;
    highlight(container.current, numbersOf(document.getElementById(hash)));
  }, [hash]);
  const onPoint = ({ target }: SyntheticEvent): void => {
    const element = target instanceof Element ? target.closest('[data-facts]') : null;
    if (!element || element === pointed.current) return;
    pointed.current = element;
    highlight(container.current, numbersOf(element));
  };
  // Not when a page scrolls under a pointer that rests: it would take the mark from the passage that a link has led to.
  return { ref: container, onPointerMove: onPoint, onFocus: onPoint };
};
