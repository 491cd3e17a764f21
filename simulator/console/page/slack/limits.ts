/** Characters that a person can type in one message of Slack's. */
export const LONGEST_MESSAGE = 4000;
