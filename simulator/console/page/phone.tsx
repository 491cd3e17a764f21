import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** One real button of a phone. */
export interface PhoneButton {
  readonly label: string;
  readonly look?: 'primary' | 'danger';
  readonly press: () => void;
}

interface Props {
  readonly name: string;
  /** Read out; “Sergio's phone”. */
  readonly title: string;
  readonly number?: string;
  readonly status: string;
  /** The status in a word or two. */
  readonly word: string;
  readonly screen: ComponentChildren;
  readonly buttons: readonly PhoneButton[];
  /** The setting below the screen. */
  readonly children: ComponentChildren;
}

/** A phone: whose it is, its screen with the buttons that make sense now, and a setting below. */
export function Phone({ name, title, number, status, word, screen, buttons, children }: Props) {
  const card = useKeptFocus(status);
  return (
    <article class={`phone is-${status}`} aria-label={title} ref={card}>
      <header>
        <div>
          <h2>{name}</h2>
          {number !== undefined && <p class="number">{number}</p>}
        </div>
        <span class="pill" role="status">
          {word}
        </span>
      </header>
      <div class="screen">
        <div class="words">{screen}</div>
        {buttons.length > 0 && (
          <div class="buttons">
            {buttons.map(({ label, look = '', press }) => (
              <button key={label} type="button" class={look} onClick={press}>
                {label}
              </button>
            ))}
          </div>
        )}
      </div>
      {children}
    </article>
  );
}

/** Buttons come and go; whoever used one of this phone keeps the keyboard on this phone. */
function useKeptFocus(status: string) {
  const card = useRef<HTMLElement>(null);
  const isHere = useRef(false);
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      isHere.current = target instanceof Node && card.current?.contains(target) === true;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useLayoutEffect(() => {
    if (!isHere.current || document.activeElement !== document.body) return;
    card.current?.querySelector<HTMLElement>('button, input, select')?.focus({ preventScroll: true });
  }, [status]);
  return card;
}
