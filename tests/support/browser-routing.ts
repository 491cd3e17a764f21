import { resolve } from 'node:path';
import { PEOPLE, routing, step } from './routing';

/** Gets `functions/` and `assets/`. */
export const BROWSER_BUILD = resolve(__dirname, '../../.build/browser');

/** Gets the built page. */
export const PAGE_DIR = resolve(BROWSER_BUILD, 'page');

/** The line that browser tests and screenshots see: two people, two crews, and a greeting that is soon over. */
export const BROWSER_ROUTING = routing({
  dispatchers: (['sergio', 'backup'] as const).map((id) => ({
    id,
    name: id === 'sergio' ? 'Sergio' : 'Backup',
    phone: PEOPLE[id],
    slackUserId: `U0${id.toUpperCase()}`,
    screen: true,
  })),
  crew: [
    { id: 'crew-7', name: 'Crew 7', phone: '+15550100107' },
    { id: 'crew-8', name: 'Crew 8', phone: '+15550100108' },
  ],
  cascade: [step(['sergio'], 15), step(['backup'], 20)],
  voicemail: { greeting: 'Leave a message.', maxSeconds: 120, transcribe: true },
});
