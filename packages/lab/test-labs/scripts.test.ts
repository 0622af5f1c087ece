import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLines, scriptText } from './script-lines.ts';
import { vagrantDir } from './talk-lab.ts';

const FOLDERS = ['1-network-namespace', '2-single-node', '3-multi-node', '4-overlay-network'];
const HEADING = /^# ---- Step \d: .* -+$/;

const scripts = (folder: string) =>
  readdirSync(join(vagrantDir, folder)).filter((name) => name.endsWith('.sh'));

const shown = FOLDERS.flatMap((folder) => scripts(folder).map((name) => ({ folder, name })));

describe('the scripts as they are shown', () => {
  it.each(shown)(
    '$folder/$name: short lines, in groups of at most eight, each explained',
    (file) => {
      const text = scriptText(file.folder, file.name);
      expect(text.split('\n').filter((line) => line.length > 64)).toEqual([]);
      const [preamble = '', ...groups] = text.replace(/^#!.*\n/, '').split('\n\n');
      expect(preamble.split('\n').length).toBeLessThanOrEqual(8);
      for (const group of groups.filter(
        (group) => !HEADING.test(group) && group.trim() !== 'report',
      )) {
        expect(group).toMatch(/^# \S/);
        expect(group.trim().split('\n').length).toBeLessThanOrEqual(8);
      }
    },
  );

  it.each(['setup.sh', 'test.sh', 'teardown.sh'])(
    "%s of step 3 is step 2's, and then what it adds, under a heading",
    (name) => {
      const shared = scriptText('2-single-node', name).replace(/\nreport\n$/, '');
      const text = scriptText('3-multi-node', name);
      expect(text.startsWith(shared)).toBe(true);
      expect(text.slice(shared.length).trimStart().split('\n')[0]).toMatch(HEADING);
    },
  );

  it.each(['setup.sh', 'test.sh', 'teardown.sh'])(
    '%s of step 4 shares with step 3 all but the route, and adds its own under a heading',
    (name) => {
      const old = commandLines(scriptText('3-multi-node', name)).map(({ text }) => text);
      const [shared = '', own = ''] = scriptText('4-overlay-network', name).split(/^# ---- .*$/m);
      const lines = commandLines(shared).map(({ text }) => text);
      expect(lines.filter((line) => !old.includes(line))).toEqual([]);
      const gone = old.filter((line) => !lines.includes(line) && !own.includes(line));
      expect(gone.filter((line) => !line.startsWith('ip route '))).toEqual([]);
    },
  );

  it.each(['env.sh', 'capture.sh'])(
    '%s is the same in steps 3 and 4, but for the tunnel',
    (name) => {
      const text = scriptText('4-overlay-network', name);
      expect(text.startsWith(scriptText('3-multi-node', name))).toBe(true);
    },
  );
});

function shellcheck(cwd: string, args: string[]) {
  const { status, stdout, error } = spawnSync('shellcheck', args, { cwd, encoding: 'utf8' });
  return { status, stdout, error };
}

describe('shellcheck finds nothing', () => {
  const clean = { status: 0, stdout: '', error: undefined };

  it.each(FOLDERS)('in %s', (folder) => {
    const cwd = join(vagrantDir, folder);
    const programs = scripts(folder).filter((name) => name !== 'env.sh');
    expect(shellcheck(cwd, ['--external-sources', ...programs])).toEqual(clean);
    // Its variables are for those who source it.
    expect(shellcheck(cwd, ['--shell=bash', '--exclude=SC2034', 'env.sh'])).toEqual(clean);
  });

  it('in what they share', () => {
    expect(shellcheck(vagrantDir, scripts('.'))).toEqual(clean);
  });
});
