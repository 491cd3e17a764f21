import type { Action, Picture } from '../../protocol';
import type { TextView } from '../../texts-view';
import { Composer } from '../composer';
import { Bubbles } from './bubbles';
import { LONGEST_TEXT } from './limits';
import { textsOn } from './phones';

interface Props {
  readonly owner: { readonly name: string; readonly phone: string };
  /** What the owner can write. */
  readonly hint: string;
  readonly texts: readonly TextView[];
  readonly now: number;
  readonly timeZone: string;
  /** Resolves to whether it was done. */
  readonly perform: (action: Action) => Promise<boolean>;
}

/** The texts on a phone of the team, where alerts and jobs arrive, and a box to answer them. */
export function PhoneTexts({ owner: { name, phone }, hint, texts, now, timeZone, perform }: Props) {
  const own = textsOn(phone, texts);
  const send = (body: string, pictures: readonly Picture[]): Promise<boolean> =>
    perform({ type: 'text.send', from: phone, body, pictures: [...pictures] });
  return (
    <div class="phone-texts">
      {own.length > 0 && (
        <Bubbles label={`Texts on ${name}'s phone`} texts={own} now={now} timeZone={timeZone} />
      )}
      <Composer
        label={`Text from ${name}`}
        placeholder={own.length === 0 ? `No texts. Write the line: ${hint}` : `Answer, or ${hint}`}
        longest={LONGEST_TEXT}
        send={send}
        withPictures={false}
      />
    </div>
  );
}
