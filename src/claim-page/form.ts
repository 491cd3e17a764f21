import type { ClaimAction } from '../jobs/transition-by-crew';
import { html, type Html } from './html';
import type { ClaimForm, CrewView } from './view';

/** What a button is called. */
const LABELS: Readonly<Record<ClaimAction, string>> = {
  claim: 'Take this job',
  decline: 'I cannot take it',
  start: 'Start: on my way',
  complete: 'Job is done',
  handover: 'Hand over',
  abandon: 'Give it back',
};

const STYLES: Readonly<Record<ClaimAction, string>> = {
  claim: 'primary',
  decline: 'quiet',
  start: 'primary',
  complete: 'primary',
  handover: 'strong',
  abandon: 'quiet danger',
};

/** A button that posts one action; message apps that fetch the page press none. */
export function actionForm(token: string, action: ClaimAction): Html {
  return html`<form method="post" action="/claim">
    ${hidden({ token, action })}<button class="${STYLES[action]}">${LABELS[action]}</button>
  </form>`;
}

/** Asks which crew gets the job. Nobody is chosen beforehand, so that no tap hands a job to the first of the list. */
export function handoverForm(token: string, others: readonly CrewView[], isOpen: boolean): Html {
  const options = others.map(({ id, name }) => html`<option value="${id}">${name}</option>`);
  return html`<details${isOpen ? html` open` : null}>
    <summary>Hand over to another crew</summary>
    <form method="post" action="/claim">
      ${hidden({ token, action: 'handover' })}
      <label for="to">Who takes it?</label>
      <select id="to" name="to" required>
        <option value="">Choose a crew</option>
        ${options}
      </select>
      <button class="${STYLES.handover}">${LABELS.handover}</button>
    </form>
  </details>`;
}

/** Posts the very same again. */
export function againForm(form: ClaimForm): Html {
  return html`<form method="post" action="/claim">
    ${hidden(form)}<button class="primary">Try again</button>
  </form>`;
}

function hidden({ token, action, to }: ClaimForm): readonly Html[] {
  const fields = Object.entries({ t: token, action, ...(to === undefined ? {} : { to }) });
  return fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
}
