import { join } from 'node:path';
import type { Params } from '../simulator/twilio/calls/params';
import { paramsOf, VOICE_FUNCTIONS, type VoiceFunction } from './call';
import type { Task } from './start';

/** Something that fresh processes run. */
export interface Subject {
  readonly name: SubjectName;
  /** What the process does in call number `number`. */
  task(number: number): Task;
}

export type SubjectName = typeof NODE | typeof MINIMAL | VoiceFunction;

/** Node's own start: everything else is counted above it. */
export const NODE = 'node alone';

/** One empty answer, in the style of Twilio's samples. */
export const MINIMAL = 'minimal function';

/** Returns everything that is compared; `functionsDir` holds the built functions, `context` is what they get. */
export function subjects(functionsDir: string, context: Task['context']): readonly Subject[] {
  const nothing: Task = { file: null, wholeSdk: false, context, event: asEvent({}) };
  const minimal: Task = { ...nothing, file: join(__dirname, 'minimal.cjs'), wholeSdk: true };
  return [
    { name: NODE, task: () => nothing },
    { name: MINIMAL, task: () => minimal },
    ...VOICE_FUNCTIONS.map((name) => {
      const file = join(functionsDir, `${name}.protected.js`);
      const task = (number: number): Task => ({ ...nothing, file, event: asEvent(paramsOf(number)[name]) });
      return { name, task };
    }),
  ];
}

/** The event that the platform makes of a webhook. */
function asEvent(params: Params): Task['event'] {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'user-agent': 'TwilioProxy/1.1',
    'x-twilio-signature': `${'A'.repeat(27)}=`,
  };
  return { request: { headers, cookies: {} }, ...params };
}
