import { isCrossSite } from '../../../src/claim-page/cross-site';

const OURS = 'https://relay-1234-live.twil.io';

/** What browsers send. The first line was seen in Chromium 150 with our own page, which is `no-referrer`. */
test.each<[string, Record<string, unknown>, boolean]>([
  ['our own form', { 'sec-fetch-site': 'same-origin', origin: 'null' }, false],
  ['our own form with its origin', { 'sec-fetch-site': 'same-origin', origin: OURS }, false],
  ['a reload by hand', { 'sec-fetch-site': 'none', origin: 'null' }, false],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.com' }, true],
  ['another site that hides', { 'sec-fetch-site': 'cross-site', origin: 'null' }, true],
  ['a stranger on twil.io', { 'sec-fetch-site': 'same-site', origin: 'https://other-1-live.twil.io' }, true],
  ['another site that lies about its origin', { 'sec-fetch-site': 'cross-site', origin: OURS }, true],
  ['a list where a word belongs', { 'sec-fetch-site': ['same-origin'], origin: OURS }, true],
  ['an old browser on our page', { origin: OURS }, false],
  ['an old browser on our page that sends no origin', { origin: 'null' }, false],
  ['an old browser on another site', { origin: 'https://evil.example.com' }, true],
  ['an origin that begins like ours', { origin: `${OURS}.evil.example.com` }, true],
  ['the same host without TLS', { origin: OURS.replace('https', 'http') }, true],
  ['no browser', {}, false],
])('%s', (_name, headers, expected) => expect(isCrossSite(headers, OURS)).toBe(expected));
