import { methodOf, resolve } from '../document';
import type { Verb } from '../step';

/** `<Hangup>` ends this leg. */
export const hangUp: Verb = () => Promise.resolve({ kind: 'hangup' });

/** `<Reject>` refuses a call that was not answered yet. */
export const reject: Verb = ({ attributes }) =>
  Promise.resolve({ kind: 'reject', status: attributes['reason'] === 'busy' ? 'busy' : 'no-answer' });

/** `<Redirect>` goes on with another document. */
export const redirect: Verb = ({ attributes, text }, stage, url) =>
  Promise.resolve({
    kind: 'goto',
    request: {
      purpose: 'redirect',
      url: resolve(url, text),
      method: methodOf(attributes['method']),
      params: stage.params(),
    },
  });
