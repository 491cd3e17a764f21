import type { OutageStatus } from '../stand-in/fault';
import type { SlackReply } from './http';

/** What Slack answers while it has an outage that shows as this HTTP status. */
export function outage(status: OutageStatus): SlackReply {
  switch (status) {
    case 429:
      return { status, headers: { 'retry-after': '30' }, json: { ok: false, error: 'ratelimited' } };
    case 500:
      return { status, json: { ok: false, error: 'internal_error' } };
    case 503:
      return { status, json: { ok: false, error: 'service_unavailable' } };
    default:
      return status satisfies never;
  }
}
