/** Characters that Twilio takes in one text. */
export const LONGEST_TEXT = 1600;
