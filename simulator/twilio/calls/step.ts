import type { TwimlNode } from '../../twiml/parse';
import type { CallContext } from './context';
import type { DocumentRequest } from './document';
import type { Params } from './params';
import type { Party } from './party';

/** How a verb ended. */
export type Step =
  | { readonly kind: 'next' }
  | { readonly kind: 'hangup' }
  /** The person at this end has left. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'reject'; readonly status: 'busy' | 'no-answer' }
  | { readonly kind: 'goto'; readonly request: DocumentRequest };

/** The leg that a document runs on. */
export interface Stage {
  readonly context: CallContext;
  readonly party: Party;
  readonly sid: string;
  /** What every request of this leg says at this moment. */
  params(): Params;
}

/** Executes one verb of the document at `url`. */
export type Verb<On extends Stage = Stage> = (verb: TwimlNode, stage: On, url: string) => Promise<Step>;

export const NEXT: Step = { kind: 'next' };
export const GONE: Step = { kind: 'gone' };
