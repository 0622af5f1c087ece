/** One command puts step 1 on stage: run setup from the slide, see it elsewhere, ping, take it down. */
import { z } from 'zod';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './harness/browser.ts';
import { boxOf } from './harness/fingers.ts';
import { isLive } from './harness/place.ts';
import { startTalk } from './harness/talk.ts';
import type { Talk } from './harness/talk.ts';
import { until } from './harness/until.ts';
import { descendantsOf } from './rehearse/measure.ts';

const NODE = '1-network-namespace';
const SETUP_SLIDE = 'step-1-setup';
const RUN_SLIDE = 'step-1-run';
const PING_SLIDE = 'step-1-ping';

const stateSchema = z.object({
  state: z.object({
    position: z.object({ slide: z.string() }),
    followers: z.int(),
    nodes: z.record(
      z.string(),
      z.object({
        state: z.object({
          namespaces: z.record(z.string(), z.object({ names: z.array(z.string()) })),
        }),
      }),
    ),
  }),
});

let talk: Talk;
let browser: Browser;
let stage: Page;
let follower: Page;

beforeAll(async () => {
  talk = await startTalk(['--steps', '1']);
  browser = await launchBrowser();
  stage = await pageAt(talk.urls.stage);
  follower = await pageAt(talk.urls.audience);
});

afterAll(async () => {
  await browser?.close();
  await talk?.stop();
});

async function pageAt(url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.goto(url);
  await isLive(page);
  return page;
}

/** The parts of the slide that is shown; its neighbours are mounted as well. */
function shown(page: Page, selector: string) {
  return page.locator(`section.present ${selector}`);
}

async function slideOf(page: Page): Promise<string | null> {
  return page.locator('[data-testid=talk]').getAttribute('data-slide');
}

async function goTo(slide: string): Promise<void> {
  for (let steps = 0; (await slideOf(stage)) !== slide; steps += 1) {
    if (steps > 400) throw new Error(`There is no slide ${slide} to go on to.`);
    const before = await placeOf(stage);
    await stage.keyboard.press('ArrowRight');
    await until('the stage moved', async () => (await placeOf(stage)) !== before);
  }
  await until(`the follower is on ${slide}`, async () => (await slideOf(follower)) === slide);
}

async function placeOf(page: Page): Promise<string> {
  const element = page.locator('[data-testid=talk]');
  const slide = await element.getAttribute('data-slide');
  return `${slide ?? ''} ${(await element.getAttribute('data-fragment')) ?? ''}`;
}

async function runCue(cue: string): Promise<void> {
  const chip = shown(stage, `[data-testid=chip][data-cue="${cue}"]`);
  await chip.locator('.chip-run').click();
  await chip.and(stage.locator('[data-state=held]')).waitFor({ timeout: 60_000 });
}

function terminal(page: Page) {
  return shown(page, `[data-testid=terminal][data-terminal="${NODE}/main"]`);
}

/** The diagram in sentences, as a screen reader has it. */
async function wordsOf(page: Page): Promise<string> {
  return (await shown(page, '[data-testid=diagram-words]').allTextContents()).join(' ');
}

async function truth(): Promise<z.infer<typeof stateSchema>> {
  const response = await fetch(new URL('/api/state', talk.urls.audience), {
    headers: { authorization: `Bearer ${talk.token}` },
  });
  return stateSchema.parse(await response.json());
}

async function namespaces(): Promise<string[]> {
  const { state } = await truth();
  return Object.values(state.nodes[NODE]?.state.namespaces ?? {}).flatMap(({ names }) => names);
}

describe('first light', () => {
  it('keeps the token out of the address once the stage is open', () => {
    expect(stage.url()).not.toContain('token');
    expect(talk.token.length).toBeGreaterThan(20);
  });

  it('answers for its health, and tells its state to nobody without the token', async () => {
    const health = await fetch(new URL('/healthz', talk.urls.audience));
    expect(health.status).toBe(200);
    const refused = await fetch(new URL('/api/state', talk.urls.audience));
    expect(refused.status).toBe(401);
    await until('the follower is counted', async () => (await truth()).state.followers === 1);
  });

  it('runs lines of setup.sh alone, with the variables that they need', async () => {
    await goTo(SETUP_SLIDE);
    expect(await namespaces()).toEqual([NODE]);
    for (const [line, commands] of [
      ['ip netns add con', 1],
      ['ip link add veth1 type veth peer name veth2', 1],
      ['ip route add $CON_IP/32 dev veth1', 2],
    ] as const) {
      const lit = shown(stage, '[data-lit=true]').filter({ hasText: line });
      while ((await lit.count()) === 0) {
        const before = await placeOf(stage);
        await stage.keyboard.press('ArrowRight');
        await until('the walk went on', async () => (await placeOf(stage)) !== before);
      }
      for (let held = 1; held <= commands; held += 1) {
        await stage.keyboard.press('r');
        const done = shown(stage, '[data-testid=run-line][data-state=held]');
        await until(`${held} of this group ran`, async () => (await done.count()) === held);
      }
    }
    expect(await namespaces()).toContain('con');
    expect((await linesOf(stage)).filter((line) => line.includes('source env.sh'))).toHaveLength(1);
    await until('the follower sees the route', async () =>
      (await wordsOf(follower)).includes('172.16.0.1'),
    );
  });

  it('refuses a line while the shell is busy, says why, and runs it once that has ended', async () => {
    await terminal(stage).click();
    await stage.keyboard.type('sleep 60\n');
    await terminal(stage).and(stage.locator('[data-shell=command]')).waitFor();
    await shown(stage, '[data-testid=run-line]').first().click();
    const refusal = shown(stage, '[data-testid=chip-refusal]');
    expect(await refusal.textContent()).toContain('a program is running');
    await refusal.locator('[data-testid=interrupt]').click();
    await until('the line ran again', async () => {
      const lines = await linesOf(stage);
      return lines.slice(lines.indexOf('^C')).some((line) => line.includes('ip link set veth1 up'));
    });
    await terminal(stage).and(stage.locator('[data-shell=prompt]')).waitFor();
  });

  it('runs setup.sh from the slide and shows the namespace to the follower', async () => {
    await goTo(RUN_SLIDE);
    await runCue('step-1.setup');
    const box = shown(follower, '[data-testid=diagram] svg g.role-namespace');
    await box.filter({ hasText: 'con' }).waitFor();
    await until('the cable is drawn', async () => /veth1.*veth2/s.test(await wordsOf(follower)));
    expect(await namespaces()).toEqual(expect.arrayContaining(['con']));
  });

  it('pings from the slide, with TTL 64 on both screens', async () => {
    await goTo(PING_SLIDE);
    await runCue('step-1.ping-con');
    for (const page of [stage, follower])
      await until('the TTL is on the screen', async () =>
        ((await terminal(page).textContent()) ?? '').includes('ttl=64'),
      );
  });

  it('shows who joins late the same slide, diagram and terminal', async () => {
    const late = await pageAt(talk.urls.audience);
    expect(await slideOf(late)).toBe(PING_SLIDE);
    await until('the late one sees the ping', async () =>
      ((await terminal(late).textContent()) ?? '').includes('ttl=64'),
    );
    await until('and the network', async () => (await wordsOf(late)) === (await wordsOf(stage)));
    await late.context().close();
  });

  it('is as it was after a reload, the shell included', async () => {
    await stage.reload();
    await follower.reload();
    for (const page of [stage, follower]) {
      await isLive(page);
      await until('the slide is back', async () => (await slideOf(page)) === PING_SLIDE);
      await until('the shell is back', async () =>
        ((await terminal(page).textContent()) ?? '').includes('ttl=64'),
      );
    }
  });

  it('shows every recorded diagram to everybody, and explains it to a keyboard', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    await page.goto(new URL('/gallery#1/09', talk.urls.audience).href);
    const plate = page.locator('[id="1/09"]');
    await plate.locator('g.role-namespace').first().waitFor();
    expect(await plate.locator('h3').textContent()).toContain('ip -n con route add default');
    await plate.locator('g.kind-route').first().focus();
    const inspector = await plate.getByTestId('inspector').textContent();
    expect(inspector).toContain('ip -n con -d route show exact 0.0.0.0/0');
    expect(inspector).toContain('line 28');
    await context.close();
  });

  it('tells of everything in a diagram within the window', async () => {
    for (const page of [stage, follower]) {
      const { width = 0, height = 0 } = page.viewportSize() ?? {};
      const things = await shown(page, '[data-testid=diagram] [data-key]').all();
      expect(things.length).toBeGreaterThan(6);
      for (const thing of things) {
        await thing.focus();
        const told = await boxOf(shown(page, '[data-testid=inspector]'));
        expect(Math.min(told.x, told.y)).toBeGreaterThanOrEqual(0);
        expect(told.x + told.width).toBeLessThanOrEqual(width);
        expect(told.y + told.height).toBeLessThanOrEqual(height);
      }
      await things.at(-1)?.blur();
    }
  });

  it('tells of what is pointed at, not of what comes in under a pointer that rests', async () => {
    const namespace = shown(stage, '[data-testid=diagram] .role-namespace');
    // The first of a page's pointer events tells of no movement.
    await stage.mouse.move(1, 1);
    await namespace.hover();
    await shown(stage, '[data-testid=inspector]').waitFor();
    await stage.keyboard.press('PageUp');
    await until('the slide has gone', async () => (await slideOf(stage)) !== PING_SLIDE);
    await stage.keyboard.press('PageDown');
    await namespace.waitFor();
    expect(await shown(stage, '[data-testid=inspector]').count()).toBe(0);
  });

  it('lets the stage type, and nobody else', async () => {
    await terminal(follower).click();
    await follower.keyboard.type('echo follower');
    await terminal(stage).click();
    await stage.keyboard.type('echo "st""age"');
    await stage.keyboard.press('Enter');
    await until('the echo is on the follower’s screen', async () =>
      /^stage\s*$/m.test((await linesOf(follower)).join('\n')),
    );
    expect((await linesOf(stage)).join('\n')).not.toContain('follower');
  });

  it('takes the network down, and every screen with it', async () => {
    await terminal(stage).click();
    await stage.keyboard.type('./teardown.sh');
    await stage.keyboard.press('Enter');
    await until('the namespace is gone', async () => !(await namespaces()).includes('con'));
    await until(
      'from the follower’s picture too',
      async () => !/\bcon\b/.test(await wordsOf(follower)),
    );
  });

  it('says how old the picture is, and why, while the node’s agent is away', async () => {
    const [agent] = descendantsOf(talk.process.pid ?? 0, 'agent.mjs');
    if (agent === undefined) throw new Error('there is no agent');
    const note = shown(follower, '[data-testid=diagram-note]');
    process.kill(agent, 'SIGKILL');
    await note.filter({ hasText: /^as of \d+ s ago \(.+\)$/ }).waitFor();
    await note.waitFor({ state: 'detached' });
    expect(descendantsOf(talk.process.pid ?? 0, 'agent.mjs')).toHaveLength(1);
  });
});

async function linesOf(page: Page): Promise<string[]> {
  return terminal(page).locator('.xterm-rows > div').allTextContents();
}
