/** Who may call a route: anybody, or only Twilio with a valid signature. */
export type Visibility = 'public' | 'protected' | 'private';

/** What a file becomes when it is deployed. */
export interface Route {
  readonly path: string;
  readonly visibility: Visibility;
}

/** The files that are deployed, below `dist/`. The file name decides the path and who may call it. */
export const EXPECTED_FILES: readonly string[] = [
  'functions/availability.js',
  'functions/call-status.protected.js',
  'functions/claim.js',
  'functions/health.js',
  'functions/job-changed.js',
  'functions/job-status.js',
  'functions/jobs.js',
  'functions/media.js',
  'functions/slack-action.js',
  'functions/slack-command.js',
  'functions/slack-events.js',
  'functions/sms-inbound.protected.js',
  'functions/sms-status.protected.js',
  'functions/tick.js',
  'functions/voice-cascade.protected.js',
  'functions/voice-cascade-next.protected.js',
  'functions/voice-message.protected.js',
  'functions/voice-screen.protected.js',
  'functions/voice-screen-accept.protected.js',
  'assets/fallback.protected.xml',
  'assets/sms-fallback.protected.xml',
];

/** What twilio-run makes of a file below `dist/`: `functions/x.protected.js` → `/x`, `assets/x.protected.xml` → `/x.xml`. */
export function routeOf(file: string): Route {
  const [folder = '', ...rest] = file.split('/');
  const name = folder === 'functions' ? rest.join('/').replace(/\.js$/, '') : rest.join('/');
  const marked = /\.(protected|private)(?=\.[^.]*$|$)/.exec(name);
  return {
    path: `/${name.replace(marked?.[0] ?? '', '')}`,
    visibility: (marked?.[1] as Visibility | undefined) ?? 'public',
  };
}
