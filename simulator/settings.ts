import { s3Settings } from './s3';
import { slackSettings } from './slack';

/** Settings of the local world: well-formed, and worth nothing anywhere else. */
export const LOCAL_ACCOUNT = {
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: 'local-auth-token',
  apiKey: `SK${'0'.repeat(32)}`,
  apiSecret: 'local-api-secret',
  syncServiceSid: `IS${'0'.repeat(32)}`,
  messagingServiceSid: `MG${'0'.repeat(32)}`,
  relayApiToken: 'local-api-token',
  linkSecret: 'local-link-secret',
  /** The line's own number. */
  line: '+15550100000',
} as const;

/** What the functions get as their context when `vendors` is the address of the stand-ins. */
export function functionSettings(vendors: string): Record<string, string> {
  return {
    TWILIO_ACCOUNT_SID: LOCAL_ACCOUNT.accountSid,
    TWILIO_API_KEY: LOCAL_ACCOUNT.apiKey,
    TWILIO_API_SECRET: LOCAL_ACCOUNT.apiSecret,
    TWILIO_FROM_NUMBER: LOCAL_ACCOUNT.line,
    TWILIO_MESSAGING_SERVICE_SID: LOCAL_ACCOUNT.messagingServiceSid,
    SYNC_SERVICE_SID: LOCAL_ACCOUNT.syncServiceSid,
    TWILIO_API_BASE_URL: vendors,
    ...slackSettings(vendors),
    ...s3Settings(vendors),
    RELAY_API_TOKEN: LOCAL_ACCOUNT.relayApiToken,
    LINK_SECRET: LOCAL_ACCOUNT.linkSecret,
  };
}
