import { resolve } from 'node:path';
import { PEOPLE, routing, step } from './routing';

/** Gets `functions/` and `assets/`. */
export const BROWSER_BUILD = resolve(__dirname, '../../.build/browser');

/** Gets the built page. */
export const PAGE_DIR = resolve(BROWSER_BUILD, 'page');

/** The line that browser tests and screenshots see: two people, and a greeting that is soon over. */
export const BROWSER_ROUTING = routing({
  dispatchers: (['sergio', 'backup'] as const).map((id) => ({
    id,
    name: id === 'sergio' ? 'Sergio' : 'Backup',
    phone: PEOPLE[id],
    screen: true,
  })),
  cascade: [step(['sergio'], 15), step(['backup'], 20)],
  voicemail: { greeting: 'Leave a message.', maxSeconds: 120, transcribe: true },
});
