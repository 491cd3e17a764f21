import { isFictional } from './phone-numbers';

/**
 * How many digits may follow each calling code: calling codes, a colon, and the lengths in base 36. A test compares the table
 * with `libphonenumber-js`, which is too large for the functions that ring.
 */
const LENGTHS =
  '500 682:5|298 299 672 687:6|238 239 246 248 269 291 297 592 673 674 680 691 692:7|' +
  '45 216 222 223 226 227 228 232 235 236 253 257 266 350 356 357 370 371 373 374 389 505 509 800 808 973 993:8|' +
  '33 34 93 94 211 212 218 221 240 242 244 249 251 255 256 260 261 262 351 590 594 596 979 992 994 995 998:9|290:45|683:47|' +
  '247:56|676 677 678:57|47 686:58|597:67|40 508 681:69|241 599 670 675 853 961 965 975:78|220 245 265 354 423:79|' +
  '32 36 51 213 224 233 237 250 258 264 268 377 382 387 591 962 963:89|688:567|421:679|376 689:689|231 385 967 968:789|' +
  '690:4567|386:5678|252 355:6789|1:a|960:7a|7:ae|20 60 855 856 964 970 976:89a|27 64:56789a|30:abc|31:56789ab|' +
  '39 381:6789abc|41 870:9c|43 598:456789abcd|44 263:79a|46:6789ac|48 95 880:6789a|49:456789abcdef|52 58 225 229:a|' +
  '53:678a|54:ab|55 593:89ab|56:9ab|57 65 977:8ab|61:56789ac|62:789abcdefgh|63:689abcd|66:89ad|81:89abcdefgh|' +
  '82:5689abcde|84 243 254 353:789a|86 882 972:789abc|90:7acd|91:89abcd|92 383 883:89abc|98:4567a|230 267 372:78a|' +
  '234:abcde|352:456789ab|358 971:56789abc|359:6789c|375 595:6789ab|378 506 850:8a|380 881 966 996:9a|420:9abc|501 679:7b|' +
  '502 504:8b|503:78b|507:78ab|685:567a|852:56789b|878:c|886:789ab|888:b|974:789b';

const BY_CODE: ReadonlyMap<string, string> = new Map(
  LENGTHS.split('|').flatMap((group) => {
    const [codes = '', lengths = ''] = group.split(':');
    return codes.split(' ').map((code) => [code, lengths] as const);
  }),
);

/** An area code begins with 2 to 9. https://nationalnanpa.com/number_resource_info/index.html */
const NORTH_AMERICAN = /^\+1[2-9]\d{9}$/;

/**
 * Whether a numbering plan has room for a number (E.164), given out or not. Use it where `libphonenumber-js` is too large.
 */
export function isPossible(phone: string): boolean {
  if (phone.startsWith('+1')) return NORTH_AMERICAN.test(phone) || isFictional(phone);
  const digits = phone.slice(1);
  const code = callingCodeOf(digits);
  const lengths = code === null ? undefined : BY_CODE.get(code);
  return (
    phone.startsWith('+') && lengths?.includes((digits.length - (code ?? '').length).toString(36)) === true
  );
}

/** The calling code that a number (digits) begins with, or null: no code is the beginning of another. */
export function callingCodeOf(digits: string): string | null {
  return [1, 2, 3].map((length) => digits.slice(0, length)).find((code) => BY_CODE.has(code)) ?? null;
}
