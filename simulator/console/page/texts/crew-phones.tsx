import type { CrewMember } from '../../../../src/config/dispatch';
import type { Action } from '../../protocol';
import { actAndTell, type Connected } from '../live';
import { PhoneTexts } from './phone-texts';
import { ReachChoice } from './reach-choice';

interface Props {
  readonly live: Connected;
  readonly now: number;
  readonly onProblem: (problem: string | null) => void;
}

/** The phones of the crews, where jobs arrive with their links. */
export function CrewPhones({ live, now, onProblem }: Props) {
  const { crew } = live.config;
  if (crew.length === 0) return null;
  const perform = (action: Action): Promise<boolean> => actAndTell(action, onProblem);
  return (
    <section class="phones crews" aria-label="Crews' phones">
      {crew.map((member) => (
        <CrewPhone key={member.id} member={member} live={live} now={now} perform={perform} />
      ))}
    </section>
  );
}

interface PhoneProps extends Pick<Props, 'live' | 'now'> {
  readonly member: CrewMember;
  readonly perform: (action: Action) => Promise<boolean>;
}

function CrewPhone({ member, live: { config, texts, desk }, now, perform }: PhoneProps) {
  return (
    <article class="phone" aria-label={`${member.name}'s phone`}>
      <header>
        <div>
          <h2>{member.name}</h2>
          <p class="number">{member.phone}</p>
        </div>
      </header>
      <PhoneTexts
        owner={member}
        hint="OK 7, GO 7, DONE 7"
        texts={texts}
        now={now}
        timeZone={config.line.timeZone}
        perform={perform}
      />
      <ReachChoice number={member.phone} desk={desk} perform={perform} />
    </article>
  );
}
