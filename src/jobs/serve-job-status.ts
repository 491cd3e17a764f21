import type { Params } from '../cascade/request';
import { refuse, type Outcome } from '../http/outcome';
import type { JobsApp } from '../jobs-app';
import { answerOf, bodyOf, only, refuseWithoutBody } from './api';
import { changeState } from './change-job';
import { notifyJobChange } from './notify';
import { readForeignChange, readStatusRequest } from './request';

/** Changes a job's status or crew. */
export async function serveJobStatus(app: JobsApp, params: Params): Promise<Outcome> {
  const refused = refuseWithoutBody(params);
  if (refused !== null) return only(refused);
  const read = readStatusRequest(bodyOf(params));
  if (read.kind === 'wrong') return only(refuse(400, 'bad_request', read.message));
  const { id, requestId = freshId(app), ...request } = read.value;
  return answerOf(app, await changeState(app, id, requestId, request));
}

/** Milliseconds for telling everybody of a change that somebody else has made. */
const TELLING_MS = 6_500;

/** A service that writes the file itself tells of a change: only the telling is left to do. */
export async function serveJobChanged(app: JobsApp, params: Params): Promise<Outcome> {
  const refused = refuseWithoutBody(params);
  if (refused !== null) return only(refused);
  const read = readForeignChange(bodyOf(params));
  if (read.kind === 'wrong') return only(refuse(400, 'bad_request', read.message));
  const { before, after, changeId } = read.value;
  const change = { before, after, ...(changeId === undefined ? {} : { id: changeId }) };
  const { notifications } = await notifyJobChange(app, change, TELLING_MS);
  return only({ kind: 'json', status: 200, body: { notifications } });
}

/** Without a request id of the caller's a repeat cannot be told from a new wish. */
function freshId({ clock, random }: JobsApp): string {
  return `r-${clock.now().toString(36)}-${Math.floor(random() * 36 ** 6).toString(36)}`;
}
