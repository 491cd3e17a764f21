import { ending } from './ending';
import { jobMain } from './job-page';
import { layout } from './layout';
import type { ClaimView, LineView, Said } from './view';

/** A page as it is answered. */
export interface ClaimPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

/**
 * No script runs and nothing is fetched, whatever gets into a page; forms go to us alone, and no other page can frame the
 * buttons. `no-referrer` keeps the link's token from the map.
 */
const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
};

/** Returns any page of `/claim`, with its status and headers. */
export function claimPage(view: ClaimView, line: LineView): ClaimPage {
  if (view.kind === 'job') {
    const main = jobMain(view.job, view.said);
    return { status: statusOf(view.said), headers: HEADERS, html: layout(line, 'plain', main) };
  }
  const { status, tone, main } = ending(view);
  return { status, headers: HEADERS, html: layout(line, tone, main) };
}

function statusOf(said: Said | undefined): number {
  switch (said?.kind) {
    case undefined:
    case 'claimed':
    case 'started':
      return 200;
    case 'not-now':
      return 409;
    case 'choose-crew':
      return 422;
    default:
      return said satisfies never;
  }
}
