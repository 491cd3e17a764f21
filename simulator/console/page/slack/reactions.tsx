import type { MessageView } from '../../../slack';
import { emojiOf } from './rows';

/** Those that say how a text fared are drawn, because not every machine has emoji; in a square of 16 units. */
const DRAWN: Readonly<Record<string, { readonly path: string; readonly look: string }>> = {
  white_check_mark: { path: 'M3.5 8.5 6.5 11.5 12.5 4.5', look: 'good' },
  x: { path: 'M4.5 4.5 11.5 11.5M11.5 4.5 4.5 11.5', look: 'bad' },
};

/** The reactions to a message, with how many gave each. */
export function Reactions({ reactions }: Pick<MessageView, 'reactions'>) {
  const given = Object.entries(reactions);
  if (given.length === 0) return null;
  return (
    <ul class="reactions" aria-label="Reactions">
      {given.map(([name, count]) => (
        <li key={name}>
          <span role="img" aria-label={name.replaceAll('_', ' ')}>
            <Reaction name={name} />
          </span>{' '}
          {count}
        </li>
      ))}
    </ul>
  );
}

function Reaction({ name }: { name: string }) {
  const drawn = DRAWN[name];
  if (drawn === undefined) return <>{emojiOf(name)}</>;
  return (
    <svg class={`reaction ${drawn.look}`} viewBox="0 0 16 16" aria-hidden="true">
      <rect width="16" height="16" rx="3.5" />
      <path d={drawn.path} />
    </svg>
  );
}
