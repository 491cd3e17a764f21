import type { Params } from '../cascade/request';
import type { TextEvent } from '../conversations/text-event';
import { isService } from '../http/bearer';
import { refuse, type Outcome, type Reply } from '../http/outcome';
import { hasBody, headersOf } from '../http/request';
import type { JobsApp } from '../jobs-app';
import type { Changed } from './change-job';
import type { Unusable } from './store';

/** Refuses whoever does not bring the service's token. */
export function authenticateService({ secrets }: JobsApp, params: Params): Reply | null {
  if (isService(headersOf(params)['authorization'], secrets)) return null;
  return refuse(401, 'unauthorized', 'Send “Authorization: Bearer …” with RELAY_API_TOKEN.');
}

/** Refuses what is no JSON body: a link that somebody opens must not change anything. */
export function refuseWithoutBody(params: Params): Reply | null {
  if (hasBody(params, 'application/json')) return null;
  return refuse(415, 'not_json', 'Send this by POST as application/json.');
}

/** The fields of the body, without what the platform adds. */
export function bodyOf({ request: _, ...body }: Params): Readonly<Record<string, unknown>> {
  return body;
}

/** The answer to a change; `created` where a new one gets 201. */
export function answerOf(app: JobsApp, changed: Changed): Outcome {
  switch (changed.kind) {
    case 'changed':
      return ok(app, changed.isNew ? 201 : 200, changed, 'job.changed');
    case 'repeated':
      return ok(app, 200, changed, 'job.repeated');
    case 'not-found':
      return only(refuse(404, 'not_found', 'There is no job with this id.'));
    case 'refused':
      return only(refusalOf(changed));
    case 'not-written':
      return only(notWritten(changed.why));
    default:
      return changed satisfies never;
  }
}

/** The refusal where the document cannot be read or written. */
export function notWritten(why: Unusable | { readonly kind: 'id-taken' }): Reply {
  switch (why.kind) {
    case 'id-taken':
      return refuse(409, 'id_taken', 'Another job has this id. Nothing was changed.');
    case 'invalid':
      return refuse(
        503,
        'document_invalid',
        `The document of the jobs is left alone: ${why.why} Nothing was changed.`,
      );
    case 'document-too-large':
      return refuse(
        503,
        'document_too_large',
        'The document of the jobs would be over 4 MB. Take closed jobs out of it.',
      );
    case 'unavailable':
      return why.certain
        ? refuse(
            503,
            'unavailable',
            'S3 did not take it. Nothing was changed. Try again with the same requestId.',
          )
        : refuse(
            503,
            'unknown',
            'S3 did not answer. Send the same requestId again to find out, and to have it done once.',
          );
    default:
      return why satisfies never;
  }
}

/** What is answered when a handler took too long. */
export function jobsUnfinished(): Reply {
  return refuse(
    503,
    'unknown',
    'It took too long, or a setting of S3 is missing: see /health. Send the same requestId again to find out, and to have it done once.',
  );
}

/** An outcome that is no event. */
export function only(reply: Reply): Outcome {
  return { reply, events: [], subject: 'job:?' };
}

/** The job is there; its customer would hear nothing. */
const PHONE_NOT_STORED = {
  code: 'phone_not_stored',
  message:
    'The job is stored, and the customer’s phone is not, or nobody knows: Sync did not answer. Send the same requestId again in a minute.',
};

function ok(
  { clock }: JobsApp,
  status: number,
  { job, notifications, isPhoneKept }: Extract<Changed, { kind: 'changed' | 'repeated' }>,
  type: TextEvent['type'],
): Outcome {
  const at = new Date(clock.now()).toISOString();
  const event: TextEvent = {
    at,
    key: `${job.id}-${job.updatedAt ?? at}`,
    type,
    why: job.status,
    count: notifications.length,
  };
  return {
    reply: {
      kind: 'json',
      status,
      body: { job, notifications, ...(isPhoneKept ? {} : { warning: PHONE_NOT_STORED }) },
    },
    events: [event],
    subject: `job:${job.id}`,
  };
}

function refusalOf({ why, job }: Extract<Changed, { kind: 'refused' }>): Reply {
  const body = (code: string, message: string): object => ({
    error: { code, message },
    ...(job === null ? {} : { job }),
  });
  switch (why.kind) {
    case 'conflict':
      return {
        kind: 'json',
        status: 409,
        body: body('conflict', `The job is ${why.status} now. Read it again.`),
      };
    case 'illegal':
      return {
        kind: 'json',
        status: 422,
        body: body('illegal_transition', `A job cannot go from ${why.from ?? 'nothing'} to ${why.to}.`),
      };
    case 'unknown-crew':
      return {
        kind: 'json',
        status: 422,
        body: body('unknown_crew', `The routing file has no crew “${why.id}”.`),
      };
    case 'no-crew':
      return { kind: 'json', status: 422, body: body('no_crew', 'Name at least one crew in “crewIds”.') };
    case 'several-crews':
      return {
        kind: 'json',
        status: 422,
        body: body('several_crews', 'A job in progress has one crew. Name that crew in “crewIds”.'),
      };
    default:
      return why satisfies never;
  }
}
