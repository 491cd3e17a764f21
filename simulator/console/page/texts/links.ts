import { localPath } from './phones';

/** A stretch of a text: words, or a link to a page of this very world. */
export type Part =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'link'; readonly words: string; readonly path: string };

const ADDRESS = /(https?:\/\/\S+)/;

/** Ends a sentence, and no address. */
const STOP = /[.,;:!?)”"'»]+$/;

/** Finds the links in a text; `here` is where the page is. Whatever leads elsewhere stays words: strangers write texts, too. */
export function partsOf(body: string, here: { readonly port: string }): readonly Part[] {
  return body.split(ADDRESS).flatMap((piece): readonly Part[] => {
    if (piece === '') return [];
    const address = piece.replace(STOP, '');
    const path = ADDRESS.test(piece) ? pathHere(address, here) : null;
    if (path === null) return [{ kind: 'words', words: piece }];
    const rest = piece.slice(address.length);
    return [
      { kind: 'link', words: address, path },
      ...(rest === '' ? [] : [{ kind: 'words', words: rest } as const]),
    ];
  });
}

/** The path alone, since the page may be open as “localhost” and the link be of 127.0.0.1. */
function pathHere(address: string, { port }: { readonly port: string }): string | null {
  const path = localPath(address);
  if (path === null) return null;
  const url = new URL(address);
  const isOurs = url.protocol === 'http:' && url.port === port && url.username === '' && url.password === '';
  // Two slashes at the beginning would name another machine.
  return isOurs && !path.startsWith('//') ? path : null;
}
