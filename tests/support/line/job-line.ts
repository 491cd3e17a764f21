import { LOCAL_S3 } from '../../../simulator/s3';
import { LOCAL_ACCOUNT } from '../../../simulator/settings';
import type { Fault } from '../../../simulator/stand-in/fault';
import type { Job } from '../../../src/jobs/job';
import { TextLine } from './text-line';

/** An answer of the own API. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly job?: Job;
    readonly jobs?: readonly Job[];
    readonly error?: { readonly code: string; readonly message: string };
    readonly notifications?: readonly {
      readonly kind: string;
      readonly to: string;
      readonly state: string;
    }[];
  };
}

/** The same in the words of jobs. */
export class JobLine extends TextLine {
  /** A dashboard calls a route of the own API; with `body` it is a POST. */
  async api(path: string, body?: object, token: string = LOCAL_ACCOUNT.relayApiToken): Promise<ApiAnswer> {
    // A connection that is kept could be one of an earlier world's at the same port.
    const headers = { authorization: `Bearer ${token}`, connection: 'close' };
    const post = {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const reply = fetch(`${this.world.gateway.origin}${path}`, body === undefined ? { headers } : post);
    const { status, body: text } = await this.whenAnswered(reply);
    return { status, body: JSON.parse(text) as ApiAnswer['body'] };
  }

  /** Somebody opens a page, or sends its form. */
  async browses(
    url: string,
    form?: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; html: string }> {
    const init =
      form === undefined ? { headers } : { method: 'POST', headers, body: new URLSearchParams(form) };
    const { status, body } = await this.whenAnswered(fetch(url, init));
    return { status, html: body };
  }

  /** The newest link on a phone. */
  link(number: string): string {
    const found = this.inbox(number).findLast((body) => body.includes('/claim?t='));
    const url = /https?:\/\/\S+/.exec(found ?? '')?.[0];
    if (url === undefined) throw new Error(`No link in: ${this.inbox(number).join(' | ')}`);
    return url;
  }

  /** A crew sends the form of its link. */
  acts(url: string, action: string, to?: string): Promise<{ status: number; html: string }> {
    const t = new URL(url).searchParams.get('t') ?? '';
    return this.browses(url.split('?')[0] ?? '', { t, action, ...(to === undefined ? {} : { to }) });
  }

  /** A crew texts, and what it asks for is done. */
  async textsAndWaits(body: string, from: string): Promise<void> {
    await this.texts(body, from);
    await this.pass(8);
  }

  /** The file of jobs as it is, or null. */
  jobsFile(): string | null {
    return this.world.s3.text(LOCAL_S3.jobsBucket, LOCAL_S3.jobsKey);
  }

  /** A job in the file. Throws when it is not there. */
  job(id: string): Job {
    const { jobs } = JSON.parse(this.jobsFile() ?? '{"jobs":[]}') as { jobs: Job[] };
    const job = jobs.find((candidate) => candidate.id === id);
    if (job === undefined) throw new Error(`The file has no job ${id}.`);
    return job;
  }

  /** What goes wrong at S3 from now on. */
  breakS3(fault: Fault): void {
    this.world.s3.fault = fault;
  }

  /** Time passes until a request of ours is answered. */
  protected async whenAnswered(reply: Promise<Response>): Promise<{ status: number; body: string }> {
    const answered = reply.then(async (response) => ({
      status: response.status,
      body: await response.text(),
    }));
    let isOver = false;
    void answered.finally(() => (isOver = true)).catch(() => undefined);
    await this.activity.settle();
    await this.clock.advanceUntil(() => isOver, 12_000);
    return answered;
  }
}
