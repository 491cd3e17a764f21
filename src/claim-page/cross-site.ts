/**
 * Whether a post comes from a page that is not ours; `headers` in lower case, `origin` our own address.
 *
 * What guards `/claim` is the token in the body: it is no cookie, so no browser adds it to another site's form, and whoever can
 * write it into a form has the link itself. A second token would prove nothing more. This check is a second door, for a link
 * that leaked: no page can make its visitors press our buttons with it.
 *
 * Our pages are `no-referrer`, so browsers send `Origin: null` with our own forms: that decides nothing, and `Sec-Fetch-Site`
 * is asked first. `none` is a person who opens or reloads. `same-site` is another subdomain, and on `twil.io` a stranger's.
 * Browsers that send neither header are let through, as the token alone must do there.
 * @see https://fetch.spec.whatwg.org/#append-a-request-origin-header, https://www.w3.org/TR/fetch-metadata/
 */
export function isCrossSite(headers: Readonly<Record<string, unknown>>, origin: string): boolean {
  const { 'sec-fetch-site': site, origin: from } = headers;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return from !== undefined && from !== 'null' && from !== origin;
}
