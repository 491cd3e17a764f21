import type { TextView } from '../../texts-view';
import { useStickToEnd } from '../stick-to-end';
import { dayAndTime } from '../time';
import { deliveryOf } from './delivery-words';
import { partsOf } from './links';
import { localPath } from './phones';

interface Props {
  /** Read out. */
  readonly label: string;
  readonly texts: readonly TextView[];
  readonly now: number;
  readonly timeZone: string;
}

/** The texts on a phone: its own on the right, the line's on the left, each with how far it has come. */
export function Bubbles({ label, texts, now, timeZone }: Props) {
  const list = useStickToEnd<HTMLOListElement>();
  return (
    <ol class="bubbles" aria-label={label} aria-live="polite" tabIndex={0} ref={list}>
      {texts.map((text) => (
        <Bubble key={text.id} text={text} now={now} timeZone={timeZone} />
      ))}
    </ol>
  );
}

function Bubble({ text, now, timeZone }: { text: TextView } & Pick<Props, 'now' | 'timeZone'>) {
  const { words, failed } = deliveryOf(text, now, timeZone);
  const isOut = text.status !== 'scheduled' && text.status !== 'canceled';
  return (
    <li class={`bubble ${text.way}${failed ? ' has-failed' : ''}${isOut ? '' : ' is-not-out'}`}>
      <div class="content">
        {text.body !== '' && (isOut ? <Linked body={text.body} /> : <p>{text.body}</p>)}
        {text.media.map((address) => (
          <Picture key={address} address={address} />
        ))}
      </div>
      <p class="state">
        <time>{dayAndTime(text.at, now, timeZone)}</time> · {words}
      </p>
    </li>
  );
}

/** A link opens beside the page, as one on a phone opens its browser. */
function Linked({ body }: { body: string }) {
  return (
    <p>
      {partsOf(body, location).map((part, index) =>
        part.kind === 'words' ? (
          part.words
        ) : (
          <a key={index} href={part.path} target="_blank" rel="noopener noreferrer">
            {part.words}
          </a>
        ),
      )}
    </p>
  );
}

function Picture({ address }: { address: string }) {
  const path = localPath(address);
  return path === null ? <p>A file</p> : <img src={path} alt="A picture" loading="lazy" />;
}
