/** Typographic signs and what a phone's plain alphabet has in their place. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4]/gu, "'"],
  [/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/gu, '"'],
  [/[\u2010-\u2015\u2212]/gu, '-'],
  [/\u2026/gu, '...'],
  [/[\u00b7\u2022]/gu, '-'],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu, ' '],
  [/[\u200b-\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f]/gu, ''],
];

/** Letters that keep their accent, because GSM-7 has them. https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding */
const IN_GSM_7 = /[éèùìòÇØøÅåÆæßÉÄÖÑÜäöñüà]/u;

/** Letters that are no letter with an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'OE',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
};

/**
 * Returns a text in which Latin letters and signs outside GSM-7 are the nearest plain ones, so that one of them does not more
 * than double the segments. Other scripts and emoji stay: a job keeps its words.
 */
export function toPlainLetters(text: string): string {
  const plain = SIGNS.reduce((left, [sign, letter]) => left.replace(sign, letter), text.normalize('NFC'));
  return plain.replace(/\p{Script=Latin}/gu, (letter) => {
    if (IN_GSM_7.test(letter)) return letter;
    return LETTERS[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, '');
  });
}
