import { Activity } from '../simulator/activity';
import { startLoopbackServer, type LoopbackServer } from '../simulator/loopback-server';
import { LOCAL_ACCOUNT } from '../simulator/settings';
import { SyncStandIn } from '../simulator/twilio/sync';
import { systemClock } from '../src/clock';

/** Starts an empty stand-in for Sync in this process, outside the quota. */
export function startSync(): Promise<LoopbackServer> {
  const { accountSid, apiKey, apiSecret, syncServiceSid: serviceSid } = LOCAL_ACCOUNT;
  const activity = new Activity();
  const sync = new SyncStandIn({ clock: systemClock, activity, accountSid, serviceSid, apiKey, apiSecret });
  return startLoopbackServer((request, response) => void sync.handle(request, response));
}
