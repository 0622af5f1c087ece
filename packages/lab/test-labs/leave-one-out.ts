import { commandLines, scriptText, without } from './script-lines.ts';
import type { TalkLab } from './talk-lab.ts';
import { runVariant, type Script } from './variant.ts';

export interface TalkStep {
  folder: string;
  /** The first of them is the one whose setup.sh lacks a line. */
  nodes: string[];
}

/** What a line of a setup.sh is good for, as measured without it. */
export interface LineRow {
  line: number;
  text: string;
  /** The checks of test.sh that fail without the line, on each node where any does. */
  failed: Record<string, string[]>;
  /** For a line that no check notices: what happens without it. */
  otherwise?: string;
}

/**
 * Leaves out each line of a step's setup.sh in turn, on the first node only and running on past
 * errors, and tests on every node.
 */
export async function leaveOneOut(lab: TalkLab, step: TalkStep): Promise<LineRow[]> {
  const [first = '', ...others] = step.nodes;
  const name = 'setup.sh';
  const whole = { folder: step.folder, name, text: scriptText(step.folder, name) };
  const lines = commandLines(whole.text);
  const teardown = lines.find(({ text }) => text === './teardown.sh')?.number ?? Infinity;
  await Promise.all(others.map((node) => lab.must(node, './setup.sh')));
  const rows: LineRow[] = [];
  for (const { number, text } of lines) {
    // Without one of these the script leaves standing what the last one made.
    if (number <= teardown) await lab.must(first, './teardown.sh');
    const lacking = { ...whole, text: without(whole.text, (other) => other.number === number) };
    await runVariant(lab, first, lacking, { runOn: true });
    const failed = await failedChecks(lab, step.nodes);
    const row: LineRow = { line: number, text, failed };
    if (Object.keys(failed).length === 0) {
      const otherwise = await observe(lab, first, whole, lacking);
      if (otherwise !== undefined) row.otherwise = otherwise;
    }
    rows.push(row);
  }
  return rows;
}

async function failedChecks(lab: TalkLab, nodes: string[]): Promise<Record<string, string[]>> {
  const outcomes = await Promise.all(
    nodes.map(async (node) => {
      const { out } = await lab.run(node, './test.sh');
      const failed = out.split('\n').filter((line) => line.endsWith(' FAILED'));
      return { node, failed: failed.map(checkName) };
    }),
  );
  return Object.fromEntries(
    outcomes.filter(({ failed }) => failed.length > 0).map(({ node, failed }) => [node, failed]),
  );
}

/** "con1 -> 172.16.1.2   1469 bytes got through   FAILED" as "con1 -> 172.16.1.2, full size". */
function checkName(line: string): string {
  const [, from, address, outcome = ''] = /^(\w+) *-> ([\d.]+) +(.*) FAILED$/.exec(line) ?? [];
  if (from === undefined) throw new Error(`test.sh printed no check: ${line}`);
  return `${from} -> ${address}${/^\d+ bytes/.test(outcome) ? ', full size' : ''}`;
}

/** Each asks something of a script that the whole setup.sh does and one without a line does not. */
const OBSERVABLES: Record<
  string,
  (lab: TalkLab, node: string, script: Script) => Promise<boolean>
> = {
  'It does nothing when it is run from another folder.': async (lab, node, script) => {
    await runVariant(lab, node, script, { from: '/' });
    return (await lab.run(node, './test.sh')).code === 0;
  },
  'It fails when it is run twice.': async (lab, node, script) => {
    await runVariant(lab, node, script);
    return (await runVariant(lab, node, script)).code === 0;
  },
  'It runs on past a line that fails.': async (lab, node, script) => {
    const text = script.text.replace('# Start from a clean node.', 'false');
    const { code, err } = await runVariant(lab, node, { ...script, text });
    return code !== 0 && /setup\.sh, line \d+: failed \(status 1\): false/.test(err);
  },
};

async function observe(
  lab: TalkLab,
  node: string,
  whole: Script,
  lacking: Script,
): Promise<string | undefined> {
  for (const [otherwise, holds] of Object.entries(OBSERVABLES)) {
    await lab.must(node, './teardown.sh');
    if (!(await holds(lab, node, whole)))
      throw new Error(`${whole.folder}/setup.sh as a whole: ${otherwise}`);
    await lab.must(node, './teardown.sh');
    if (!(await holds(lab, node, lacking))) return otherwise;
  }
  return undefined;
}
