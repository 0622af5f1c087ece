import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { attachLab } from '@netstage/lab';
import type { LabAccess } from '@netstage/lab';
import { BATCH } from '@netstage/topology';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.ts';
import type { Talk } from '../harness/talk.ts';
import { exec } from './lab.ts';
import { driveNode } from './node-driver.ts';
import type { NodeDriver } from './node-driver.ts';
import { installProbe } from './page-probe.ts';
import type { Frames, Sight } from './page-probe.ts';
import { row } from './report.ts';
import type { Report } from './report.ts';
import { assertOk, connectStage } from './stage-client.ts';
import type { StageClient } from './stage-client.ts';
import { summarise } from './stats.ts';
import { withTalk } from './with-talk.ts';
import { within } from './within.ts';

/** Rounds of eight changes each. */
const ROUNDS = 30;
const WARM_UP = 2;
/** Milliseconds from one change's paint to the next change: no beat with any timer of ours. */
const GAP = { least: 80, most: 240 } as const;
const READINGS = 40;
const PER_SECOND = 50;
const STORM_MS = 8_000;
const CALM_MS = 4_000;
/** The node that is changed, on the first slide that shows it. */
const NODE = '3-multi-node-1';
/** Its cable to con2, and its route to the other node's subnet, as step 3's setup.sh makes them. */
const LINK = 'veth20';
const ROUTE = { prefix: '172.16.1.0/24', rest: 'via 10.0.0.20 dev eth1' } as const;

/** From the kernel's change to the pixels of somebody who follows. */
export async function benchPaint(): Promise<Report> {
  const browser = await launchBrowser();
  try {
    return await withTalk([], (talk) => followedBy(browser, talk));
  } finally {
    await browser.close();
  }
}

async function followedBy(browser: Browser, talk: Talk): Promise<Report> {
  const stage = await connectStage(talk);
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await installProbe(page);
  await page.goto(talk.urls.audience);
  const { slide, nodes } = await showDiagram(page, stage);
  const report = await measure(talk, page, nodes);
  stage.close();
  return {
    ...report,
    notes: [`on slide “${slide}” with ${nodes.join(' and ')}, 1280×720`, ...report.notes],
  };
}

/** Leads the follower to a slide whose diagram has the node. */
async function showDiagram(
  page: Page,
  stage: StageClient,
): Promise<{ slide: string; nodes: string[] }> {
  await page.locator('section[data-slide]').first().waitFor({ state: 'attached' });
  const slides = await page
    .locator('section[data-slide]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-slide') ?? ''));
  for (const slide of slides) {
    const nodes = await goTo(page, stage, slide);
    if (nodes.includes(NODE)) return { slide, nodes };
  }
  throw new Error(`No slide shows ${NODE}: ${slides.join(', ')}`);
}

/** @returns the nodes of the slide's diagram, if it has one */
async function goTo(page: Page, stage: StageClient, slide: string): Promise<string[]> {
  const position = { slide, fragment: -1 };
  assertOk(await stage.socket.emitWithAck('drive', { position, take: true }));
  const section = page.locator(`section.present[data-slide="${slide}"]`);
  await section.waitFor({ state: 'attached' });
  if ((await section.getByTestId('diagram-pane').count()) === 0) return [];
  const diagram = section.getByTestId('diagram').first();
  await diagram.locator('g.element').first().waitFor();
  return ((await diagram.getAttribute('data-nodes')) ?? '').split(' ').filter(Boolean);
}

/** What the follower looks at; an element's label says all of what it stands for. */
function element(label: string): string {
  return `section.present g.element[aria-label${label}]`;
}

interface Change {
  kind: 'address' | 'link state' | 'route' | 'interface';
  command: string;
  selector: string;
  present: boolean;
}

/** One change of each kind and back, one at a time: the picture has room for what it knows. */
function changes(round: number): Change[] {
  const address = `10.99.0.${round + 1}/32`;
  const pair = `bench${round}`;
  const addressed = element(`*="${address}"`);
  const down = `${element(`^="${LINK} "`)}[data-state="down"]`;
  const signpost = element(`^="route ${ROUTE.prefix} via"`);
  const port = element(`^="${pair} "`);
  const there = { present: true };
  const gone = { present: false };
  const route = `${ROUTE.prefix} ${ROUTE.rest}`;
  const make = `link add ${pair} type veth peer name x${pair}`;
  return [
    { kind: 'address', command: `addr add ${address} dev ${LINK}`, selector: addressed, ...there },
    { kind: 'address', command: `addr del ${address} dev ${LINK}`, selector: addressed, ...gone },
    { kind: 'link state', command: `link set ${LINK} down`, selector: down, ...there },
    { kind: 'link state', command: `link set ${LINK} up`, selector: down, ...gone },
    { kind: 'route', command: `route del ${route}`, selector: signpost, ...gone },
    { kind: 'route', command: `route add ${route}`, selector: signpost, ...there },
    { kind: 'interface', command: make, selector: port, ...there },
    { kind: 'interface', command: `link del ${pair}`, selector: port, ...gone },
  ];
}

interface Measured extends Sight {
  kind: Change['kind'];
  changed: number;
}

async function measure(
  talk: Talk,
  page: Page,
  nodes: readonly string[],
): Promise<Omit<Report, 'notes'> & { notes: string[] }> {
  const lab = attachLab(talk.state);
  for (const node of nodes) await exec(lab, node, ['./setup.sh']);
  const snapshot = summarise(await snapshotTimes(lab));
  const driver = driveNode(lab, NODE);
  try {
    const measured: Measured[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1)
      for (const change of changes(round)) {
        const sight = await seenAfter(page, driver, change);
        if (round >= WARM_UP) measured.push(sight);
        await wait(GAP.least + Math.random() * (GAP.most - GAP.least));
      }
    const calm = await page.evaluate((ms) => window.benchProbe.frames(ms), CALM_MS);
    const storm = await stormed(page, driver);
    return reportOf(measured, snapshot.p50, calm, storm);
  } finally {
    await driver.close();
  }
}

async function seenAfter(page: Page, driver: NodeDriver, change: Change): Promise<Measured> {
  const { kind, command, selector, present } = change;
  await page.evaluate(([selector, present]) => window.benchProbe.expect(selector, present), [
    selector,
    present,
  ] as const);
  const changed = driver.change(command);
  const sight = await within(
    10_000,
    `${command} is painted as ${selector}`,
    page.evaluate(() => window.benchProbe.seen()),
    () => driver.complaints(),
  );
  return { ...sight, kind, changed };
}

/** Addresses and a link's state change many times a second; the last of it must be seen. */
async function stormed(page: Page, driver: NodeDriver): Promise<Frames> {
  const frames = page.evaluate((ms) => window.benchProbe.frames(ms), STORM_MS);
  const begun = performance.now();
  for (let count = 0; performance.now() < begun + STORM_MS; count += 1) {
    const number = Math.floor(count / 4);
    const address = `10.97.${Math.floor(number / 250)}.${(number % 250) + 1}/32`;
    const commands = [
      `addr add ${address} dev ${LINK}`,
      `link set ${LINK} down`,
      `addr del ${address} dev ${LINK}`,
      `link set ${LINK} up`,
    ];
    driver.change(commands[count % 4] ?? '');
    await wait(Math.max(0, begun + ((count + 1) * 1_000) / PER_SECOND - performance.now()));
  }
  driver.change(`link set ${LINK} up`);
  const measured = await frames;
  const last = changes(240)[0];
  if (last) await seenAfter(page, driver, last);
  return measured;
}

/** What the readings of a node and all its namespaces cost by themselves, side by side. */
async function snapshotTimes(lab: LabAccess): Promise<number[]> {
  const commands = [...BATCH, 'netconf show', 'netns list-id'].join('\\n');
  const script = `
    read_one() { printf '${commands}\\n' | ip "$@" -j -d -force -batch - >/dev/null 2>&1; }
    for ((i = 0; i < ${READINGS}; i++)); do
      begun=$EPOCHREALTIME
      read_one & bridge -j fdb show >/dev/null &
      for name in $(ls /run/netns); do read_one -n "$name" & done
      wait
      echo $(( \${EPOCHREALTIME/./} - \${begun/./} ))
    done`;
  const printed = await output(lab, NODE, ['bash', '-c', script]);
  return printed
    .trim()
    .split('\n')
    .map((line) => Number(line) / 1_000);
}

async function output(lab: LabAccess, node: string, argv: readonly string[]): Promise<string> {
  const child = lab.exec(node, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await once(child, 'close');
  return printed;
}

function reportOf(
  measured: readonly Measured[],
  snapshot: number,
  calm: Frames,
  storm: Frames,
): Omit<Report, 'notes'> & { notes: string[] } {
  const of = (take: (one: Measured) => number) => summarise(measured.map(take));
  const total = of(({ painted, changed }) => painted - changed);
  const stages: [string, (one: Measured) => number][] = [
    ['kernel change → read by the agent', (one) => one.message.at - one.changed],
    ['→ at the hub', (one) => one.message.heard - one.message.at],
    ['→ in the browser', (one) => one.message.received - one.message.heard],
    ['→ in the document', (one) => one.mutated - one.message.received],
    ['→ painted', (one) => one.painted - one.mutated],
  ];
  const kinds = ['address', 'link state', 'route', 'interface'] as const;
  const bytes = of(({ message }) => message.bytes);
  const [idle, busy] = [summarise(calm.gaps), summarise(storm.gaps)];
  const to = 'the snapshot alone';
  return {
    name: 'paint',
    about: `kernel change → painted on a follower in Chromium, ${total.count} changes`,
    rows: [
      row('p95', total.p95, 'ms', {
        atMost: 100,
        ratio: { value: total.p95 / snapshot, to },
      }),
      row('p50', total.p50, 'ms', { ratio: { value: total.p50 / snapshot, to } }),
      row('longest', total.max, 'ms'),
      row('the snapshot alone, p50', snapshot, 'ms'),
      ...stages.flatMap(([what, take]) => {
        const { p50, p95 } = of(take);
        return [
          row(`  ${what}, p50`, p50, 'ms', { ratio: { value: p50 / total.p50, to: 'the whole' } }),
          row('    p95', p95, 'ms'),
        ];
      }),
      ...kinds.map((kind) => {
        const some = measured.filter((one) => one.kind === kind);
        const { p95 } = summarise(some.map(({ painted, changed }) => painted - changed));
        return row(`${kind} changed, p95`, p95, 'ms');
      }),
      row('bytes per change to a follower, p50', bytes.p50, 'bytes'),
      row('  p95', bytes.p95, 'bytes'),
      row(`frame time at ${PER_SECOND} changes a second, longest`, busy.max, 'ms', {
        atMost: 50,
        ratio: { value: busy.max / idle.max, to: 'the longest when calm' },
      }),
      row('  p95', busy.p95, 'ms', { ratio: { value: busy.p95 / idle.p95, to: 'when calm' } }),
      row('  frames over 50 ms', storm.gaps.filter((gap) => gap > 50).length, ''),
      row('  tasks over 50 ms', storm.long.length, ''),
    ],
    notes: [
      '“painted” is the second animation frame after the change of the document: a frame late at most',
      `frames: ${calm.gaps.length} in ${CALM_MS / 1_000} s when calm, ${storm.gaps.length} in ${STORM_MS / 1_000} s of changes`,
    ],
  };
}
