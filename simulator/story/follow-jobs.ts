import { LOCAL_S3 } from '../s3';
import type { World } from '../world';
import type { Entry } from './entry';
import { describeJobs } from './jobs';

/** Has every write into the file of jobs told from now on; returns how to stop that. */
export function followJobs({ s3, config }: World, tell: (entry: Entry) => void): () => void {
  const { jobsBucket, jobsKey } = LOCAL_S3;
  let before = s3.text(jobsBucket, jobsKey);
  return s3.onChange(({ bucket, key }) => {
    if (bucket !== jobsBucket || key !== jobsKey) return;
    const after = s3.text(jobsBucket, jobsKey);
    describeJobs(config, before, after).forEach(tell);
    before = after;
  });
}
