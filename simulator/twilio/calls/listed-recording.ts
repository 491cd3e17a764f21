/** A recording as the list of recordings knows it; times in milliseconds since the epoch. */
export interface ListedRecording {
  readonly sid: string;
  readonly callSid: string;
  readonly startedAt: number;
  readonly seconds: number;
  /** From then on it is `completed` or `absent`; before, `processing`. */
  readonly readyAt: number;
  readonly transcript: ListedTranscript | null;
}

/** A transcription; until `readyAt` it is `in-progress`. */
export interface ListedTranscript {
  readonly sid: string;
  readonly status: 'completed' | 'failed';
  readonly text: string;
  readonly readyAt: number;
}
