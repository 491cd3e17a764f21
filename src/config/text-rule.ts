/** One sentence that the owner may word differently. */
export interface TextRule {
  readonly standard: string;
  /** What may stand in braces in it. */
  readonly placeholders: readonly string[];
  readonly about: string;
  /** Whether "" switches it off. */
  readonly mayBeEmpty?: true;
}
