/** One environment variable: the one list behind `.env.example`, the checks and the docs. */
export interface Setting {
  readonly name: string;
  readonly about: string;
  /** Functions read it, or only the commands that an operator runs. */
  readonly readBy: 'functions' | 'ops';
  readonly required: boolean;
  /** A secret is never printed, and only checked for being there. */
  readonly secret: boolean;
  /** What a value looks like; absent for secrets. */
  readonly pattern?: RegExp;
  /** The pattern in words, for messages and the docs. */
  readonly format: string;
  /** The part of the product that needs it. */
  readonly group: 'account' | 'twilio' | 'slack' | 's3' | 'own';
  readonly example: string;
}

const E164 = /^\+[1-9]\d{6,14}$/;
const sid = (prefix: string): RegExp => new RegExp(`^${prefix}[0-9a-f]{32}$`);
const zeros = (prefix: string): string => prefix + '0'.repeat(32);
