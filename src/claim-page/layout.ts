import { html, type Html, type Part } from './html';
import { STYLE } from './style';
import type { LineView } from './view';

/** How a page feels: good news, a dead end, or neither. */
export type Tone = 'plain' | 'good' | 'stop';

/**
 * Returns a whole page. Its title and head say nothing of the job: message apps fetch a link and show them to whoever looks at
 * the phone.
 */
export function layout(line: LineView, tone: Tone, main: Part): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>${`A job from ${line.name}`}</title>
        <link rel="icon" href="data:," />
        ${STYLE}
      </head>
      <body class="${tone}">
        <header><span class="mark" aria-hidden="true"></span>${line.name}</header>
        <main>${main}</main>
        <footer>${dispatch(line)}</footer>
      </body>
    </html>`.text;
}

/** A person is one tap away, whatever the page says. */
function dispatch({ phone }: LineView): Html {
  if (phone === undefined) return html`<p>Questions? Call dispatch.</p>`;
  return html`<p>Questions?</p>
    <a class="button quiet" href="${`tel:${phone}`}">Call dispatch</a>`;
}
