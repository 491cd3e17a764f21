import { SegmentedMessage } from 'sms-segments-calculator';

/** What a text costs: Twilio bills by the segment. */
export interface Segments {
  /** One character outside GSM-7, such as an emoji, makes the whole text UCS-2: 70 characters a segment instead of 160. */
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly count: number;
}

/** Counts the segments in which a text goes out. */
export function segmentsOf(text: string): Segments {
  const { encodingName, segmentsCount } = new SegmentedMessage(text);
  return { encoding: encodingName, count: segmentsCount };
}
