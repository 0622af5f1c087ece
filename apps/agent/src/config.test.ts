import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { parseConfig, readConfig } from './config.ts';

const config = { hub: '/run/hub/agents.sock', node: 'node-1', token: 'secret', step: '/vagrant/x' };
const line = `${JSON.stringify(config)}\n`;

describe('the configuration', () => {
  it('is the first line of stdin, which may stay open', async () => {
    const stdin = new Readable({ read: () => undefined });
    stdin.push(line.slice(0, 20));
    stdin.push(line.slice(20));
    expect(await readConfig([], stdin)).toEqual({ ...config, home: '/root' });
  });

  it('or a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    writeFileSync(join(folder, 'agent.json'), JSON.stringify(config, null, 2));
    const read = await readConfig(['--config', join(folder, 'agent.json')], Readable.from([]));
    expect(read.node).toBe('node-1');
    rmSync(folder, { recursive: true });
  });

  it('takes a URL as well', () => {
    const hub = 'https://talk.example:7480';
    expect(parseConfig(JSON.stringify({ ...config, hub }), 'stdin').hub).toBe(hub);
  });

  it('is refused with what is wrong, never with the token', async () => {
    const wrong = { ...config, node: 'Not a Name', hub: 'ftp://x', colour: 'red' };
    expect(() => parseConfig(JSON.stringify(wrong), 'stdin')).toThrow(/node: is not a hostname/);
    for (const text of [JSON.stringify(wrong), line.slice(0, -4), '', 'secret'])
      expect(() => parseConfig(text, 'stdin')).toThrow(/^(?!.*secret)/);
    await expect(readConfig(['--colour'], Readable.from([]))).rejects.toThrow(/Usage: agent/);
    await expect(readConfig([], Readable.from([]))).rejects.toThrow(/stdin has no configuration/);
  });
});
