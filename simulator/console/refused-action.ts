/** An action that makes no sense at this moment; its message says why. */
export class RefusedAction extends Error {
  override readonly name = 'RefusedAction';
}
