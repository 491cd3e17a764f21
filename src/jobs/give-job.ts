import type { JobsApp } from '../jobs-app';
import { changeState, type Changed } from './change-job';

/** Gives an open job to one crew, for a dispatcher, whoever had it before; one that is in progress stays in progress. */
export async function giveJob(app: JobsApp, id: string, requestId: string, crew: string): Promise<Changed> {
  const given = await changeState(app, id, requestId, { status: 'assigned', crewIds: [crew] });
  const isInProgress =
    given.kind === 'refused' && given.why.kind === 'illegal' && given.why.from === 'in-progress';
  if (!isInProgress) return given;
  const request = { status: 'in-progress', expectedStatus: 'in-progress', crewIds: [crew] } as const;
  return changeState(app, id, requestId, request);
}
