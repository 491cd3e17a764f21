/** Numbers set aside for fiction: area code 555, and 555-01xx in any area code of the North American plan. */
const FICTIONAL = /^\+1(555\d{7}|\d{3}55501\d{2})$/;

/** Whether a number (E.164) is one that nobody can have. */
export function isFictional(phone: string): boolean {
  return FICTIONAL.test(phone);
}
