import type { ToldKind } from './told';

/** What is said beneath the card about something that somebody has to deal with: its edits notify nobody. Null: nothing. */
export function cardNote(kind: ToldKind, crews: readonly string[]): string | null {
  const names = crews.join(', ') || 'Nobody';
  switch (kind) {
    case 'abandoned':
      return `${names} gave this job back. Give it to others.`;
    case 'overdue':
      return `This job is overdue. It is with: ${names}.`;
    case 'not-claimed':
      return `Nobody has taken this job yet. Asked: ${names}.`;
    case 'assigned':
    case 'handed-to-you':
    case 'taken-off':
    case 'claimed':
    case 'handed-over':
    case 'declined':
    case 'on-the-way':
    case 'delayed':
    case 'completed':
    case 'cancelled':
      return null;
    default:
      return kind satisfies never;
  }
}
