import type { Job } from '../jobs/job';
import type { ClaimAction } from '../jobs/transition-by-crew';

/** Who answers: the line's name, and its number (E.164) where it is known. */
export interface LineView {
  readonly name: string;
  readonly phone?: string;
}

/** A crew by name. */
export interface CrewView {
  readonly id: string;
  readonly name: string;
}

/** A job as one crew sees it by its link. */
export interface JobView extends Pick<Job, 'id' | 'status' | 'title' | 'address'> {
  /** As the file has it; only the first name is shown. */
  readonly customerName?: string;
  /** The name of who has it; null: nobody yet. */
  readonly claimedBy: string | null;
  readonly isMine: boolean;
  /** From `actionsNow`, the likeliest first. */
  readonly actions: readonly ClaimAction[];
  /** Whom it can be handed over to. */
  readonly others: readonly CrewView[];
  /** The token of the link. */
  readonly token: string;
}

/** What was sent with a form, to be sent again. */
export interface ClaimForm {
  readonly token: string;
  readonly action: ClaimAction;
  readonly to?: string;
}

/** Every page of `/claim`. */
export type ClaimView =
  /** `said` answers what was just done or could not be done. */
  | { readonly kind: 'job'; readonly job: JobView; readonly said?: Said }
  /** The job is out of this crew's hands; `to` is the name of who has it now. */
  | {
      readonly kind: 'done';
      readonly action: 'decline' | 'complete' | 'handover' | 'abandon';
      readonly to?: string;
    }
  | { readonly kind: 'forged' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'outdated' }
  /** `by` is a name. */
  | { readonly kind: 'taken'; readonly by: string }
  | { readonly kind: 'closed'; readonly status: 'completed' | 'cancelled' }
  | { readonly kind: 'gone' }
  /** The file of jobs could not be read. */
  | { readonly kind: 'unreadable'; readonly token: string }
  /** Nothing was changed. */
  | { readonly kind: 'unsaved'; readonly form: ClaimForm }
  | { readonly kind: 'cross-site' };

/** What the page of a job says above it. */
export type Said =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'started' }
  | { readonly kind: 'not-now' }
  /** Nobody, oneself or somebody unknown was chosen. */
  | { readonly kind: 'choose-crew' };
