import { explainFailure } from '../../../src/conversations/delivery';

/** Every code that a delivery can fail with, and the next ones that Twilio may add. */
const DELIVERY_CODES = Array.from({ length: 1000 }, (_, index) => 30_000 + index);

test('of the carriers’ failures only a full queue, a phone out of reach and an unknown reason are worth another try', () => {
  expect(DELIVERY_CODES.filter((code) => explainFailure(code).retryHelps)).toEqual([30001, 30003, 30008]);
});

test.each([21211, 21610, 21617, 30007, 30034, 35118])('%i is never tried again', (code) => {
  expect(explainFailure(code).retryHelps).toBe(false);
});

test.each([20003, 20404, 20429, 21611])('%i took nothing and may pass', (code) => {
  expect(explainFailure(code).retryHelps).toBe(true);
});

test('names the reason in a sentence, and the code of one that is not known', () => {
  expect(explainFailure(21610).words).toContain('STOP');
  expect(explainFailure(30007).words).toContain('spam');
  expect(explainFailure(39999)).toEqual({ words: 'Twilio gave error 39999.', retryHelps: false });
});
