import { stripVTControlCharacters } from 'node:util';
import { buildCommand, type BuildCommand } from '../../../ops/deploy/build-command';
import { deployProject, type DeployOptions } from '../../../ops/deploy/deploy-project';
import { runTwilioRun } from '../../../ops/deploy/twilio-run';
import { runCli, type CliRun } from './cli';
import type { Received } from './api';
import { fillDist, makeProject, type Project } from './project';
import { startServerlessApi } from './start';

/** The pair with which the stand-in lets a deploy in. All zeros would be the placeholder of `.env.example`. */
export const ACCOUNT = { ACCOUNT_SID: `AC${'1'.repeat(32)}`, AUTH_TOKEN: 'the-account-secret' };

/** What functions are to get. */
export const TWILIO = {
  TWILIO_ACCOUNT_SID: ACCOUNT.ACCOUNT_SID,
  TWILIO_API_KEY: `SK${'1'.repeat(32)}`,
  TWILIO_API_SECRET: 'key#secret',
  TWILIO_FROM_NUMBER: '+15550100001',
  SYNC_SERVICE_SID: `IS${'1'.repeat(32)}`,
};

/** The lines of `.env`: the above, and something that is none of our business. */
export const ENV: Readonly<Record<string, string>> = {
  ...ACCOUNT,
  ...TWILIO,
  TWILIO_API_SECRET: '"key#secret"',
  STRANGER: 'not ours',
};

/** What is uploaded, and who may call it. */
export const ROUTES = [
  'Assets /fallback.xml protected',
  'Assets /sms-fallback.xml protected',
  'Functions /availability public',
  'Functions /call-status protected',
  'Functions /claim public',
  'Functions /health public',
  'Functions /job-changed public',
  'Functions /job-status public',
  'Functions /jobs public',
  'Functions /media public',
  'Functions /slack-action public',
  'Functions /slack-command public',
  'Functions /slack-events public',
  'Functions /sms-inbound protected',
  'Functions /sms-status protected',
  'Functions /tick public',
  'Functions /voice-cascade protected',
  'Functions /voice-cascade-next protected',
  'Functions /voice-message protected',
  'Functions /voice-screen protected',
  'Functions /voice-screen-accept protected',
];

/** A project to deploy, and the API that it is deployed to. */
export interface DeployBench {
  readonly project: Project;
  readonly received: Received;
  /** What the command has printed, without colours. */
  readonly printed: readonly string[];
  /** Runs the command with the example routing file allowed, unless `options` say otherwise. Returns its exit code. */
  deploy(options?: Partial<DeployOptions>): Promise<number>;
  /** Runs `npm run build` with a build that takes no time. Returns its exit code. */
  build(options?: Partial<BuildCommand>): Promise<number>;
  /** Runs what `twilio serverless:deploy` runs, in the project's folder or another, with a profile of the account. */
  cli(options?: { folder?: string; extra?: object }): Promise<CliRun>;
  /** The uploads as in `ROUTES`. */
  uploaded(): string[];
  close(): Promise<void>;
}

/** Sets up a project that can be deployed, in front of a stand-in for the Serverless API. */
export async function openDeployBench(): Promise<DeployBench> {
  const api = await startServerlessApi(ACCOUNT.ACCOUNT_SID, ACCOUNT.AUTH_TOKEN);
  const project = await makeProject(ENV);
  const printed: string[] = [];
  // Only this child process is sent to the stand-in.
  const env = { PATH: process.env['PATH'], HOME: project.root, ...api.env };
  return {
    project,
    received: api.received,
    printed,
    deploy: (options) =>
      deployProject({
        root: project.root,
        build: fillDist(),
        twilioRun: (args) => runTwilioRun(args, { cwd: project.root, stdio: 'ignore', env }),
        print: (line) => printed.push(stripVTControlCharacters(line)),
        dryRun: false,
        allowExample: true,
        passOn: [],
        ...options,
      }),
    build: (options) =>
      buildCommand({
        root: project.root,
        build: fillDist(),
        print: (line) => printed.push(...stripVTControlCharacters(line).split('\n')),
        example: false,
        check: false,
        ...options,
      }),
    cli: ({ folder = project.root, extra = {} } = {}) => runCli(folder, ACCOUNT, extra, env),
    uploaded: () =>
      api.received.uploads.map(({ kind, path, visibility }) => `${kind} ${path} ${visibility}`).sort(),
    close: async () => {
      await project.discard();
      await api.close();
    },
  };
}
