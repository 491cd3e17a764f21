import type { Fault as FunctionFault } from '../../../simulator/gateway/faults';
import type { Fault } from '../../../simulator/stand-in/fault';
import type { Line } from '../stories';

/** What fails, by the name that people give it. */
export const PARTS = ['Slack', 'Sync', 'Twilio REST', 'our functions'] as const;
export type Part = (typeof PARTS)[number];

/** How it fails. */
export const WAYS = ['down', '500', '429', 'silent'] as const;
export type Way = (typeof WAYS)[number];

const VENDOR_FAULTS: Readonly<Record<Way, Fault>> = {
  down: { kind: 'down' },
  '500': { kind: 'status', status: 500 },
  '429': { kind: 'status', status: 429 },
  silent: { kind: 'silent' },
};

const FUNCTION_FAULTS: Readonly<Record<Way, FunctionFault>> = {
  down: { kind: 'down' },
  '500': { kind: 'throws' },
  '429': { kind: 'limited' },
  silent: { kind: 'hangs' },
};

/** From now on the part fails in this way; returns how to mend it. */
export function breakPart(line: Line, part: Part, way: Way): () => void {
  switch (part) {
    case 'Slack':
      line.breakSlack(VENDOR_FAULTS[way]);
      return () => line.breakSlack({ kind: 'none' });
    case 'Sync':
      line.breakSync(VENDOR_FAULTS[way]);
      return () => line.breakSync({ kind: 'none' });
    case 'Twilio REST':
      line.breakRest(VENDOR_FAULTS[way]);
      return () => line.breakRest({ kind: 'none' });
    case 'our functions':
      line.world.gateway.setFault('*', FUNCTION_FAULTS[way]);
      return () => line.world.gateway.setFault('*', { kind: 'none' });
    default:
      return part satisfies never;
  }
}
