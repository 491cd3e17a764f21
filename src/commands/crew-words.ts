import type { DispatchConfig } from '../config/dispatch';

/** The id of the crew that some words name, by its id or its name in any case. */
export function crewOf({ crew }: DispatchConfig, name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  return crew.find((member) => member.id === wanted || member.name.toLowerCase() === wanted)?.id;
}

/** Says that there is no such crew, and which there are; plain words. */
export function noCrewWords({ crew }: DispatchConfig, name: string): string {
  const ids = crew.map(({ id }) => id).join(', ');
  return `There is no crew “${name}”. ${ids === '' ? 'The routing file has none.' : `Crews: ${ids}.`}`;
}
