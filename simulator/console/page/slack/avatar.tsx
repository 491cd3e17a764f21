/** Colours of the page's own palette, told apart by a name's letters. */
const COLOURS = ['accent', 'listen', 'talk', 'record', 'ring-ink'] as const;

/** A square with somebody's initials; the name beside it says the same. */
export function Avatar({ name }: { name: string }) {
  const sum = Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  const colour = COLOURS[sum % COLOURS.length] ?? 'accent';
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2);
  return (
    <span class="avatar" aria-hidden="true" style={{ '--who': `var(--${colour})` }}>
      {initials}
    </span>
  );
}
