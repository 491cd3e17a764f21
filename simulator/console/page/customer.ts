/** Who calls and texts when nobody else is named. */
export const CUSTOMER = '+12025550123';
