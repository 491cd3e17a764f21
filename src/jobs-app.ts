import { setting, type Settings } from './app';
import { createS3 } from './clients/s3';
import { createFullApp, type FullApp } from './full-app';
import { createS3JobStore, type JobStore } from './jobs/store';

/** What routes about jobs may use besides. */
export interface JobsApp extends FullApp {
  readonly jobs: JobStore;
  readonly random: () => number;
}

/** The document of the jobs where the setting names no other. */
const STANDARD_KEY = 'maintenance.json';

/** Puts it together. Never throws: what a setting breaks fails where it is used. */
export function createJobsApp(settings: Settings): JobsApp {
  const app = createFullApp(settings);
  const read = (name: string): string => setting(settings, name);
  const s3 = createS3({
    bucket: read('S3_BUCKET'),
    region: read('S3_REGION'),
    accessKeyId: read('S3_ACCESS_KEY_ID'),
    secretAccessKey: read('S3_SECRET_ACCESS_KEY'),
    endpoint: read('S3_ENDPOINT') || undefined,
  });
  const { clock } = app;
  const random = Math.random;
  const { fields } = app.config.jobs;
  const jobs = createS3JobStore({ s3, clock, random, key: read('S3_JOBS_KEY') || STANDARD_KEY, fields });
  return { ...app, jobs, random };
}
