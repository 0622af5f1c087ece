import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROTOCOL_VERSION } from '@netstage/protocol';
import type { Config } from './config.ts';
import { connectHub } from './hub/connect.ts';
import { link } from './hub/link.ts';
import { monitor } from './observer/monitor.ts';
import { NodeLog } from './observer/node-log.ts';
import { observe } from './observer/observe.ts';
import { nodeReader } from './observer/read-node.ts';
import { watchNames } from './observer/watch-names.ts';
import { watchProcesses } from './observer/watch-processes.ts';
import { runningPrograms } from './run.ts';
import { pacer } from './sessions/pacer.ts';
import { openPty } from './sessions/pty.ts';
import { Session } from './sessions/session.ts';
import { Sessions } from './sessions/sessions.ts';
import { installRc, promptLabel, terminalFolder } from './sessions/terminal-folder.ts';

export interface AgentOptions {
  config: Config;
  /** The folder with bashrc.sh and pace.sh. */
  shell: string;
  tell: (line: string) => void;
}

/** Files of this agent's, in the node's own /run: shells and agent see the same. */
const ROOT = '/run/netstage';
/** The talk's names, past this process's own mount namespace. */
const NAMES = '/proc/1/root/run/netns';
const HANDLES = '/run/netns';

/**
 * Everything that one node needs: an observer, terminals, and a link to the hub.
 *
 * Must run as root, in the node's namespaces except for a mount namespace of its own with an empty
 * /run/netns, as agent.sh prepares it.
 *
 * @returns the way to end it, shells included
 */
export function startAgent({ config, shell, tell }: AgentOptions): () => Promise<void> {
  const { node, step, home, token } = config;
  const epoch = randomUUID();
  installRc(ROOT, home, readFileSync(join(shell, 'bashrc.sh'), 'utf8'));
  const template = readFileSync(join(shell, 'pace.sh'), 'utf8');

  const log = new NodeLog(epoch);
  const observer = observe({
    read: nodeReader({ node, names: NAMES, handles: HANDLES, proc: '/proc' }),
    doorbells: [
      monitor(),
      watchNames(NAMES),
      watchProcesses({ node, names: NAMES, proc: '/proc', ignore: runningPrograms }),
    ],
    now: Date.now,
    onState(state, at) {
      const message = log.push(state, at);
      if (message !== null) hub.node(message);
    },
    onTrouble: tell,
  });

  const settle = async () => {
    await observer.fresh();
    await hub.flush(log.seq);
    return log.seq;
  };
  const sessions = new Sessions(node, ({ id, size, onClosed }) => {
    const name = id.slice(id.indexOf('/') + 1);
    const { path, nonce } = terminalFolder(join(ROOT, 'terminals'), name, promptLabel(node, step));
    return new Session({
      id,
      size,
      nonce,
      openPty,
      now: Date.now,
      onClosed,
      command: shellCommand(step),
      environment: shellEnvironment(home, step, path),
      folder: '/',
      pacer: pacer({ folder: path, template, settle }),
    });
  });

  const socket = connectHub(config.hub, { protocol: PROTOCOL_VERSION, node, token, epoch });
  const hub = link({ socket, log, sessions, tell });

  return async () => {
    observer.stop();
    sessions.closeAll('the agent ends');
    const patience = performance.now() + 1_500;
    while (sessions.size > 0 && performance.now() < patience)
      await new Promise((resolve) => setTimeout(resolve, 10));
    hub.close();
  };
}

/** A shell in the talk's own mount namespace, where `ip netns` knows the talk's names only. */
function shellCommand(step: string): string[] {
  return ['nsenter', '--mount=/proc/1/ns/mnt', '--', 'env', `--chdir=${step}`, '--', 'bash'];
}

/** All of it: nothing of this process's environment, which is none of the audience's business. */
function shellEnvironment(home: string, step: string, folder: string): Record<string, string> {
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: home,
    USER: 'root',
    LOGNAME: 'root',
    SHELL: '/bin/bash',
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    NETSTAGE: folder,
    NETSTAGE_STEP: step,
  };
}
