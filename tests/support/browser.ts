import { existsSync, readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { createConsole } from '../../simulator/console/server';
import type { Kept } from '../../simulator/keep';
import { World } from '../../simulator/world';
import { systemClock, type Clock } from '../../src/clock';
import { BROWSER_BUILD, BROWSER_ROUTING, PAGE_DIR } from './browser-routing';

/** How long a person looks for something on the page, in milliseconds. */
const PATIENCE_MS = 15_000;

const CHROMIUM = {
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

const DESKTOP = { width: 1280, height: 860 };

let started: Promise<Browser> | undefined;

/** Each with what stops its clock. */
const openWorlds = new Map<World, () => void>();

/** One Chromium for all pages; each page has a profile of its own. */
function startChromium(): Promise<Browser> {
  const { executablePath } = CHROMIUM;
  if (!existsSync(executablePath)) {
    const install = 'Install it (Debian: apt-get install chromium), or name another one in CHROMIUM_PATH.';
    throw new Error(`There is no Chromium at ${executablePath}. ${install}`);
  }
  return (started ??= chromium.launch(CHROMIUM));
}

/** Ends Chromium, and the worlds of tests that failed before they could. */
export async function closeEverything(): Promise<void> {
  await (await started)?.close();
  started = undefined;
  await Promise.all([...openWorlds.keys()].map(closeWorld));
}

/** Closes a world and stops its clock, so that no ring or callback outlives it. */
async function closeWorld(world: World): Promise<void> {
  await world.close();
  openWorlds.get(world)?.();
  openWorlds.delete(world);
}

/** The machine's own clock, until it is stopped. */
function stoppableClock(): { clock: Clock; stop: () => void } {
  const pending = new Set<() => void>();
  const after = (ms: number, action: () => void): (() => void) => {
    const cancel = systemClock.after(ms, () => {
      pending.delete(cancel);
      action();
    });
    pending.add(cancel);
    return cancel;
  };
  return {
    clock: { now: () => systemClock.now(), after },
    stop: () => pending.forEach((cancel) => cancel()),
  };
}

export interface VisitOptions {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** What an earlier world kept. */
  readonly restore?: Kept | undefined;
  /** The gateway's port; any free one when left out. */
  readonly port?: number;
  /** Arranges something with the page before it is opened. */
  readonly before?: (page: Page) => Promise<void>;
}

/** Opens a world with the machine's own clock, whose callbacks travel fast, and serves the console in it. */
export async function openWorld({
  restore,
  port,
}: Pick<VisitOptions, 'restore' | 'port'> = {}): Promise<World> {
  const { clock, stop } = stoppableClock();
  const world = await World.open({
    distDir: BROWSER_BUILD,
    config: BROWSER_ROUTING,
    clock,
    runtime: 'in-process',
    lastSid: restore?.state.calls.length ?? 0,
    restore,
    behaviour: { callbacks: { delayMs: [0, 5] } },
    ...(port === undefined ? {} : { port }),
  });
  world.gateway.setLocal(createConsole(world, PAGE_DIR));
  openWorlds.set(world, stop);
  return world;
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
  async inaccessible(): Promise<string[]> {
    await this.page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = await this.page.evaluate<AxeResults>('axe.run()');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
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
