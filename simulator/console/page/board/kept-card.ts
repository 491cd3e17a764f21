import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Job } from '../../../../src/jobs/job';

/** A card that goes to another column takes the keyboard along, if that was on one of its buttons. */
export function useKeptCard<Element extends HTMLElement>(jobs: readonly Job[]) {
  const board = useRef<Element>(null);
  const card = useRef<string | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      const isHere = target instanceof HTMLElement && board.current?.contains(target) === true;
      card.current = isHere ? (target.closest<HTMLElement>('[data-job]')?.dataset['job'] ?? null) : null;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  const places = jobs.map(({ id, status }) => `${id} ${status}`).join('\n');
  useLayoutEffect(() => {
    if (card.current === null || document.activeElement !== document.body) return;
    const moved = board.current?.querySelector<HTMLElement>(`[data-job="${CSS.escape(card.current)}"]`);
    moved?.focus({ preventScroll: true });
  }, [places]);
  return board;
}
