import type { World } from '../world';
import { followJobs } from './follow-jobs';
import { describeSlack } from './slack';
import type { Teller } from './tell';

/** Has everything told that happens in a world from now on, Slack and the jobs included; returns how to stop that. */
export function tellWorld(world: World, teller: Teller): () => void {
  const stops = [
    world.subscribe((event) => teller.tell(event)),
    world.slack.onChange((change) => {
      const entry = describeSlack(world.slack.workspace, change);
      if (entry !== null) teller.tellEntry(entry);
    }),
    followJobs(world, (entry) => teller.tellEntry(entry)),
  ];
  return () => stops.forEach((stop) => stop());
}
