/** What a text can carry and what a function can answer; sizes in bytes. */
export const LIMITS = {
  /** @see https://www.twilio.com/docs/messaging/api/media-resource */
  filesOut: 10,
  bytesOut: 5_000_000,
  /** A function's answer has at most 4 MB. */
  bytesServed: 4_000_000,
  /** Twilio's 5 MB, counted in the larger way. */
  bytesIn: 5 * 1024 * 1024,
} as const;

/**
 * What Twilio takes into an MMS, in lower case, with the ending of such a file's name.
 * @see https://www.twilio.com/docs/messaging/guides/accepted-mime-types
 */
const ENDINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'image/jpeg': 'jpg',
    'image/jpg': 'jpg',
    'image/png': 'png',
    'image/gif': 'gif',
    'image/heic': 'heic',
    'image/heif': 'heif',
    'image/bmp': 'bmp',
    'image/tiff': 'tif',
    'audio/basic': 'au',
    'audio/l24': 'l24',
    'audio/mp4': 'm4a',
    'audio/mpeg': 'mp3',
    'audio/ogg': 'ogg',
    'audio/vnd.rn-realaudio': 'ra',
    'audio/vnd.wave': 'wav',
    'audio/3gpp': '3gp',
    'audio/3gpp2': '3g2',
    'audio/ac3': 'ac3',
    'audio/webm': 'webm',
    'audio/amr-nb': 'amr',
    'audio/amr': 'amr',
    'video/mpeg': 'mpg',
    'video/mp4': 'mp4',
    'video/quicktime': 'mov',
    'video/webm': 'webm',
    'video/3gpp': '3gp',
    'video/3gpp2': '3g2',
    'video/3gpp-tt': '3gp',
    'video/h261': 'h261',
    'video/h263': 'h263',
    'video/h263-1998': 'h263',
    'video/h263-2000': 'h263',
    'video/h264': 'h264',
    'text/vcard': 'vcf',
    'text/x-vcard': 'vcf',
    'text/csv': 'csv',
    'text/rtf': 'rtf',
    'text/richtext': 'rtx',
    'text/calendar': 'ics',
    'text/directory': 'vcf',
    'application/pdf': 'pdf',
    'application/vcard': 'vcf',
    'application/vnd.apple.pkpass': 'pkpass',
  }),
);

/** Other names of the same types, as they are in use. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'audio/wav': 'audio/vnd.wave',
    'audio/x-wav': 'audio/vnd.wave',
    'audio/mp3': 'audio/mpeg',
    'audio/m4a': 'audio/mp4',
    'audio/x-m4a': 'audio/mp4',
  }),
);

/** The type under which Twilio takes such a file into an MMS, or null when it does not. */
export function mmsTypeOf(contentType: string): string | null {
  const bare = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const type = ALIASES.get(bare) ?? bare;
  return ENDINGS.has(type) ? type : null;
}

/** The ending of the name of such a file; `bin` for a type that is not on the list. */
export function endingOf(contentType: string): string {
  return ENDINGS.get(mmsTypeOf(contentType) ?? '') ?? 'bin';
}

/** What a dispatcher calls such a file. */
export function nounOf(contentType: string): 'picture' | 'video' | 'recording' | 'file' {
  switch (contentType.trim().toLowerCase().split('/')[0]) {
    case 'image':
      return 'picture';
    case 'video':
      return 'video';
    case 'audio':
      return 'recording';
    default:
      return 'file';
  }
}

/** A size as people read it, in MB with one decimal, rounded up so that too large never reads as allowed. */
export function inMegabytes(bytes: number): string {
  return `${(Math.ceil(bytes / 100_000) / 10).toFixed(1).replace(/\.0$/, '')} MB`;
}
