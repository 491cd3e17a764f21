import { actionForm, handoverForm } from './form';
import { html, type Html, type Part } from './html';
import type { JobView, Said } from './view';

/** Returns what a crew sees of its job: what and where, who has it, and what can be done now. */
export function jobMain(job: JobView, said: Said | undefined): Html {
  return html`${said === undefined ? null : saidBox(said, job)}
    <section class="card" aria-labelledby="job">
      ${whoHasIt(job)}
      <h1 id="job"><bdi>${titleOf(job)}</bdi></h1>
      ${facts(job)}
    </section>
    ${actions(job, said)}`;
}

/** The first name: enough to ask for somebody at the door. Titles are no names. */
export function firstName(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.find((word) => !/^(mr|mrs|ms|miss|mx|dr|sir|madam)\.?$/i.test(word)) ?? '';
}

/** Opens the map app of the phone. https://developers.google.com/maps/documentation/urls/get-started#search-action */
export function mapLink(address: string): string {
  return `https://www.google.com/maps/search/?${new URLSearchParams({ api: '1', query: address }).toString()}`;
}

function titleOf({ title = '', id }: JobView): string {
  return title.trim() === '' ? `Job ${id}` : title;
}

function whoHasIt({ claimedBy, isMine, status }: JobView): Html {
  if (claimedBy === null) return html`<p class="who">Nobody has it yet</p>`;
  if (!isMine) return html`<p class="who"><bdi>${claimedBy}</bdi> has it</p>`;
  return html`<p class="who mine">${status === 'in-progress' ? 'You are on it' : 'You have it'}</p>`;
}

function facts({ address = '', customerName = '' }: JobView): Part {
  const name = firstName(customerName);
  const rows = [
    address.trim() === ''
      ? null
      : html`<div>
          <dt>Where</dt>
          <dd>
            <bdi>${address}</bdi>
            <a class="button map" href="${mapLink(address)}" rel="noreferrer noopener">Open the map</a>
          </dd>
        </div>`,
    name === ''
      ? null
      : html`<div>
          <dt>Customer</dt>
          <dd><bdi>${name}</bdi></dd>
        </div>`,
  ];
  return rows.every((row) => row === null) ? null : html`<dl>${rows}</dl>`;
}

function actions({ actions, others, token }: JobView, said: Said | undefined): Part {
  const forms = actions.map((action): Part => {
    if (action !== 'handover') return actionForm(token, action);
    return others.length === 0 ? null : handoverForm(token, others, said?.kind === 'choose-crew');
  });
  return forms.length === 0
    ? null
    : html`<section class="actions" aria-label="What to do">${forms}</section>`;
}

function saidBox(said: Said, job: JobView): Html {
  switch (said.kind) {
    case 'claimed':
      return box('good', 'The job is yours. Press Start when you set off.');
    case 'started':
      return box('good', 'Started. Come back here when the job is done.');
    case 'not-now':
      return box('stop', notNowWords(job));
    case 'choose-crew':
      return box('stop', 'Not handed over. Choose who takes the job.');
    default:
      return said satisfies never;
  }
}

function notNowWords({ actions: [first] }: JobView): string {
  if (first === 'claim') return 'Nothing was changed. Take the job first.';
  if (first === 'start') return 'Nothing was changed. Start the job first.';
  return 'Nothing was changed. That is not possible now.';
}

function box(tone: 'good' | 'stop', words: string): Html {
  return html`<p class="said ${tone}" role="status">${words}</p>`;
}
