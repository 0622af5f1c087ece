import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSteps } from '../src/steps.ts';
import { vagrantDir } from './talk-lab.ts';

describe('the Vagrantfile, to Vagrant itself', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'netstage-vagrant-'));
    // Vagrant checks a machine's configuration only for a provider that it finds installed; no
    // machine is started, so nothing but the version is ever asked of this one.
    const virtualBox = join(folder, 'VBoxManage');
    writeFileSync(virtualBox, '#!/bin/sh\necho 7.0.14r161095\n', { mode: 0o755 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const vagrant = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('vagrant', args, {
      cwd: vagrantDir,
      encoding: 'utf8',
      env: {
        PATH: `${folder}:/usr/bin:/bin`,
        HOME: folder,
        LANG: 'C.UTF-8',
        VAGRANT_HOME: join(folder, 'home'),
        VAGRANT_DOTFILE_PATH: join(folder, 'dot'),
        VAGRANT_CHECKPOINT_DISABLE: '1',
        VAGRANT_DEFAULT_PROVIDER: 'virtualbox',
      },
    });
    return { status, stdout, stderr };
  };

  it('is valid', () => {
    expect(vagrant('validate')).toEqual({
      status: 0,
      stderr: '',
      stdout: 'Vagrantfile validated successfully.\n',
    });
  });

  it("has the lab's six nodes, by the same names", () => {
    const { stdout } = vagrant('status', '--machine-readable');
    const machines = [...stdout.matchAll(/^\d+,([^,]+),metadata,/gm)].map(([, name]) => name);
    const nodes = readSteps(vagrantDir)
      .flatMap(({ nodes }) => nodes)
      .filter(({ role }) => role === 'node');
    expect(machines).toEqual(nodes.map(({ name }) => name));
    expect(machines).toHaveLength(6);
  });
});
