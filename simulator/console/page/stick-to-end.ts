import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** How close to the end counts as being there, in pixels. */
const NEAR = 60;

/** A list that keeps showing its end while it grows, unless somebody has scrolled up to read. */
export function useStickToEnd<Element extends HTMLElement>() {
  const list = useRef<Element>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const note = (): void => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    };
    element.addEventListener('scroll', note, { passive: true });
    return () => element.removeEventListener('scroll', note);
  }, []);
  // After every change, because an entry can grow as well.
  useLayoutEffect(() => {
    if (isAtEnd.current && list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  });
  return list;
}
