import { emptyState } from '@netstage/topology';
import type { Answer, Command, Place, Resume, Size } from '@netstage/protocol';
import { NODE, TERMINAL } from './rig.ts';
import type { AgentClient } from './rig.ts';
import { connected } from './rig.ts';

const SIZE: Size = { cols: 80, rows: 20 };

/** The wire's other end, as an agent speaks it; its shell prints what the test says. */
export class FakeAgent {
  client: AgentClient;
  readonly resumes: Resume[] = [];
  readonly typed: string[] = [];
  readonly resizes: Size[] = [];
  readonly acks: ({ terminal: string } & Place)[] = [];
  readonly commands: Command[] = [];
  answer: Answer = { ok: true };
  /** The shell's life and its output so far. */
  epoch = 'shell-1';
  readonly output: Buffer[] = [];
  /** The first byte that the ring still has. */
  oldest = 0;
  length = 0;
  opened = false;

  constructor(client: AgentClient) {
    this.client = client;
    this.#listen(client);
  }

  /** Goes on over another connection, as an agent does after a cut or to a hub that was restarted. */
  async rejoin(client: AgentClient): Promise<void> {
    this.client.disconnect();
    this.client = client;
    this.#listen(client);
    await connected(client);
  }

  #listen(client: AgentClient): void {
    client.on('resume', (resume) => {
      this.resumes.push(resume);
      if (this.opened) this.tell(resume);
    });
    client.on('terminal-open', ({ terminal }) => {
      if (terminal !== TERMINAL || this.opened) return;
      this.opened = true;
      this.tell(null);
    });
    client.on('terminal-input', ({ data }) => this.typed.push(data));
    client.on('terminal-resize', ({ size }) => this.resizes.push(size));
    client.on('terminal-ack', (ack) => this.acks.push(ack));
    client.on('command-run', ({ command }, answer) => {
      this.commands.push(command);
      answer(this.answer);
    });
  }

  /** Connects and tells of a node with nothing in it. */
  async join(): Promise<this> {
    await connected(this.client);
    this.client.emit('node-snapshot', {
      epoch: 'agent-1',
      seq: 0,
      at: Date.now(),
      state: emptyState(NODE),
    });
    return this;
  }

  /** Opens the terminal towards the hub and sends what the hub does not have. */
  tell(resume: Resume | null): void {
    this.client.emit('terminal-opened', {
      terminal: TERMINAL,
      epoch: this.epoch,
      oldest: this.oldest,
      end: this.length,
      size: SIZE,
      title: 'shell',
      shell: { at: 'prompt', typed: false },
    });
    const known = resume?.terminals.find(
      ({ terminal, epoch }) => terminal === TERMINAL && epoch === this.epoch,
    );
    this.send(Math.max(known?.offset ?? 0, this.oldest));
  }

  /** The shell prints. */
  print(text: string | Buffer): void {
    const data = Buffer.from(text);
    const offset = this.length;
    this.output.push(data);
    this.length += data.length;
    if (this.client.connected) this.#emit(offset, data);
  }

  /** Sends all output from that byte on, whatever was sent before. */
  send(offset: number): void {
    this.#emit(offset, Buffer.concat(this.output).subarray(offset));
  }

  #emit(offset: number, data: Buffer): void {
    if (data.length > 0)
      this.client.emit('terminal-output', { terminal: TERMINAL, epoch: this.epoch, offset, data });
  }
}
