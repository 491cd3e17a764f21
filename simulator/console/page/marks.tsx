import type { Entry } from '../../story/describe';

/** Drawn in a square of 16 units. */
const SHAPES: Readonly<Record<Entry['kind'], { path: string; filled?: true }>> = {
  call: {
    path: 'M3 2.5C3 9 7 13 13.5 13l1-3-3.6-1.4-1.4 1.5C7.8 9.3 6.7 8.2 5.9 6.5L7.4 5 6 1.5Z',
    filled: true,
  },
  phone: { path: 'M5 1.5h6v13H5ZM7.3 12h1.4' },
  text: { path: 'M1.5 3.5h13v9h-13ZM2 4l6 5 6-5' },
  slack: { path: 'M6 1.5 4.5 14.5M11.5 1.5 10 14.5M1.5 5.5h13M1.5 10.5h13' },
  job: { path: 'M3 3h10v11H3ZM6 1.8h4v2.4H6ZM5.5 9.2l1.8 1.8 3.2-3.6' },
  webhook: { path: 'M1.5 8H13M9 4l4 4-4 4' },
  twiml: { path: 'M5 4 1.5 8 5 12M11 4l3.5 4L11 12' },
  decision: { path: 'M8 1.5 14.5 8 8 14.5 1.5 8Z', filled: true },
  speech: { path: 'M2 3h12v8H7.5L4.5 14v-3H2Z' },
  fault: { path: 'M8 2 14.5 13.5H1.5ZM8 6.5v3.5M8 11.5v.5' },
};

/** The small mark before an entry; the words beside it say the same. */
export function Mark({ kind }: { kind: Entry['kind'] }) {
  const { path, filled = false } = SHAPES[kind];
  return (
    <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={path}
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled ? 'none' : 'currentColor'}
        stroke-width="1.6"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
    </svg>
  );
}
