/** A picture as far as its first bytes tell (https://www.w3.org/TR/png-3/#5PNG-file-signature). */
export const PNG = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
