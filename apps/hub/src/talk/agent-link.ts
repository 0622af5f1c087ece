import type { Answer, Command, Place, Refusal, Resume, Size } from '@netstage/protocol';

/** What the hub asks of the agent that is connected for a node. */
export interface AgentLink {
  resume(message: Resume): void;
  open(terminal: string, size: Size): void;
  close(terminal: string): void;
  input(terminal: string, data: string): void;
  resize(terminal: string, size: Size): void;
  ack(terminal: string, place: Place): void;
  run(terminal: string, command: Command): Promise<Answer>;
  next(terminal: string, run: string): void;
  /** Disconnects an agent whose node ends. */
  leave(): void;
  /** Tells the reason and disconnects. */
  refuse(refusal: Refusal): void;
}
