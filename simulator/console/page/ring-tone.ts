import { useEffect, useState } from 'preact/hooks';

/** The North American ring: 440 and 480 Hz, 2 s on, 4 s off. */
const TONES = [440, 480];
const ON_SECONDS = 2;
const CYCLE_MS = 6000;

/** Plays the ring tone while `on`. */
export function useRingTone(on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    const audio = new AudioContext();
    const ring = (): void => playOnce(audio);
    ring();
    const timer = setInterval(ring, CYCLE_MS);
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [on]);
}

/** Which ringing legs are left to ring without their tone; the next ring of the same phone is heard again. */
export function useSilence() {
  const [silenced, setSilenced] = useState<readonly string[]>([]);
  const isSilenced = (leg: string): boolean => silenced.includes(leg);
  const silence = (leg: string): void => setSilenced((before) => [...before, leg]);
  return { isSilenced, silence };
}

function playOnce(audio: AudioContext): void {
  const volume = audio.createGain();
  volume.gain.value = 0.05;
  volume.connect(audio.destination);
  for (const frequency of TONES) {
    const tone = audio.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(volume);
    tone.start();
    tone.stop(audio.currentTime + ON_SECONDS);
  }
}
