import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import type { World } from '../../simulator/world';
import {
  closeWorld,
  closeWorlds,
  letPass,
  openWorld,
  putForward,
  type BrowserWorldOptions,
} from './browser-world';
import { findChromium } from './chromium';

export { openWorld } from './browser-world';

/** How long a person looks for something on the page, in milliseconds. */
const PATIENCE_MS = 15_000;

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const DESKTOP = { width: 1280, height: 860 };

let started: Promise<Browser> | undefined;

/** One Chromium for all pages; each page has a profile of its own. */
function startChromium(): Promise<Browser> {
  if (started === undefined) {
    const { executablePath, env } = findChromium();
    started = chromium.launch({ executablePath, args: ARGS, env: { ...process.env, ...env } });
  }
  return started;
}

/** Ends Chromium, and the worlds of tests that failed before they could. */
export async function closeEverything(): Promise<void> {
  await (await started)?.close();
  started = undefined;
  await closeWorlds();
}

export interface VisitOptions extends BrowserWorldOptions {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Arranges something with the page before it is opened. */
  readonly before?: (page: Page) => Promise<void>;
}

/** Opens a world and a page on it. */
export async function visit(options: VisitOptions = {}): Promise<Visit> {
  const world = await openWorld(options);
  const { scheme = 'light', width = DESKTOP.width, height = DESKTOP.height } = options;
  const browser = await startChromium();
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width, height } });
  page.setDefaultTimeout(PATIENCE_MS);
  const person = new Visit(world, page);
  await options.before?.(page);
  await page.goto(world.gateway.origin);
  await person.phone('Caller').waitFor();
  return person;
}

/** A person at the console page. */
export class Visit {
  /** What went to the browser's console as an error, and what was thrown in the page. */
  readonly #errors: string[] = [];
  readonly #expected: RegExp[] = [];

  constructor(
    public world: World,
    readonly page: Page,
  ) {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.#errors.push(message.text());
    });
    page.on('pageerror', (error) => this.#errors.push(String(error)));
  }

  /** An error of the browser's console that belongs to this story. */
  expectError(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** The card of a phone: `Caller`, or a dispatcher's name. */
  phone(name: string): Locator {
    return this.page.getByRole('article', {
      name: name === 'Caller' ? "The caller's phone" : `${name}'s phone`,
    });
  }

  /** The drawing and timeline of the call. */
  get call(): Locator {
    return this.page.getByRole('region', { name: 'The call', exact: true });
  }

  /** The list of calls. */
  get past(): Locator {
    return this.page.getByRole('region', { name: 'Calls so far' });
  }

  /** What can be broken. */
  get faults(): Locator {
    return this.page.getByRole('region', { name: 'Break something' });
  }

  /** The dispatch channel of Slack. */
  get slack(): Locator {
    return this.page.getByRole('region', { name: 'Slack channel' });
  }

  /** The thread that is open beside the channel. */
  get thread(): Locator {
    return this.slack.getByRole('region', { name: 'Thread' });
  }

  /** The messages of the channel that hold these words. */
  message(words: string): Locator {
    return this.slack
      .getByRole('list', { name: 'Messages in #dispatch' })
      .locator('.message', { hasText: words });
  }

  /** The messages of the open thread that hold these words. */
  reply(words: string): Locator {
    return this.thread.locator('.message', { hasText: words });
  }

  /** The phones that text. */
  get customers(): Locator {
    return this.page.getByRole('region', { name: "Customers' phones" });
  }

  /** The texts of a customer's phone, or of the part of the page that is given, that hold these words. */
  bubble(words: string, part: Locator = this.customers): Locator {
    return part.locator('.bubble', { hasText: words });
  }

  /** The five columns of jobs, and the form for a new one. */
  get board(): Locator {
    return this.page.getByRole('region', { name: 'Job board' });
  }

  /** The card of a job in the column of this name. */
  job(title: string, column: string): Locator {
    return this.board.getByRole('region', { name: column }).getByRole('article', { name: title });
  }

  /** Fills in the form for a new job, and sends it. */
  async creates(title: string, crew: readonly string[] = ['Crew 7']): Promise<void> {
    const form = this.board.getByRole('form', { name: 'New job' });
    await form.getByLabel('What is to be done').fill(title);
    await form.getByLabel('Address').fill('1 Main St');
    await form.getByRole('textbox', { name: 'Customer', exact: true }).fill('Ana Lee');
    for (const name of ['Crew 7', 'Crew 8']) {
      await form.getByRole('checkbox', { name }).setChecked(crew.includes(name));
    }
    await form.getByRole('button', { name: 'Create the job' }).click();
  }

  /** Opens the newest link on a phone, in a tab of its own. */
  async opensLink(phone: string): Promise<Page> {
    const opened = this.page.waitForEvent('popup');
    await this.phone(phone).getByRole('link').last().click();
    const tab = await opened;
    await tab.waitForLoadState();
    return tab;
  }

  /** Writes into the box of this name, and sends it with Enter. */
  async writes(box: string, words: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: box, exact: true });
    await field.fill(words);
    await field.press('Enter');
  }

  /** Opens the thread of the message with these words. */
  async opensThread(words: string): Promise<void> {
    await this.message(words).first().locator('.thread-link').click();
    await this.thread.waitFor();
  }

  /** Chooses for whom to speak in Slack. */
  async speaksAs(name: string): Promise<void> {
    await this.slack.getByLabel('Speaking as').selectOption({ label: name });
  }

  /** Sets what Slack, Sync, S3 or the REST API for texts does, by the words of the page. */
  async breaks(part: 'Sync' | 'S3' | 'Slack' | 'texts', state: string): Promise<void> {
    const parts = { Sync: 'sync', S3: 's3', Slack: 'slack', texts: 'texts' };
    await this.faults.getByLabel('What the line leans on').selectOption(parts[part]);
    await this.faults.getByRole('group').first().getByRole('radio', { name: state, exact: true }).check();
  }

  /** Presses a button of a phone, as soon as it is there. */
  async presses(phone: string, button: string): Promise<void> {
    await this.phone(phone).getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits until a part of the page shows these words. */
  async sees(part: Locator, words: string | RegExp): Promise<void> {
    await part.getByText(words).first().waitFor();
  }

  /** Waits until the phone's state is this word. */
  async seesState(phone: string, word: string): Promise<void> {
    await this.phone(phone).getByRole('status').getByText(word, { exact: true }).waitFor();
  }

  /** Waits until the call's badge is this word. */
  async seesBadge(word: string): Promise<void> {
    await this.call.locator('.badge', { hasText: word }).waitFor();
  }

  /** The sentences of the timeline. */
  timeline(): Promise<string[]> {
    return this.call.locator('.timeline .line').allInnerTexts();
  }

  /** Places a call and waits until Sergio's phone rings. */
  async calls(): Promise<void> {
    await this.presses('Caller', 'Call the line');
    await this.seesState('Sergio', 'ringing');
  }

  /** What axe finds at least serious, one line each. */
  async inaccessible(page: Page = this.page): Promise<string[]> {
    await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }

  /** The world's clock is put forward, as if so much time had passed with nothing happening. */
  skips(seconds: number): void {
    putForward(this.world, seconds * 1000);
  }

  /** So much time passes at once, and whatever falls due in it happens now. */
  waits(seconds: number): void {
    letPass(this.world, seconds * 1000);
  }

  /** Ends the world while the page stays open. */
  closeWorld(): Promise<void> {
    return closeWorld(this.world);
  }

  /** Leaves the page and closes the world; fails when the browser's console has an error that nobody expected. */
  async close(): Promise<void> {
    await this.page.close();
    await this.closeWorld();
    const left = this.#errors.filter((error) => !this.#expected.some((pattern) => pattern.test(error)));
    if (left.length > 0) throw new Error(`In the browser's console:\n  ${left.join('\n  ')}`);
  }
}
