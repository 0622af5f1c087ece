import { closeSync, readFileSync, readdirSync } from 'node:fs';

/** O_CLOEXEC in the flags of /proc/PID/fdinfo, in octal there. */
const CLOSE_ON_EXEC = 0o2000000;

/**
 * Closes what whoever started this process left open beside stdin, stdout and stderr: every shell
 * on the node would inherit it. All that Node.js opens itself is close-on-exec.
 */
export function closeInherited(): void {
  for (const entry of readdirSync('/proc/self/fd')) {
    const fd = Number(entry);
    if (fd > 2 && !isOurs(fd)) closeSync(fd);
  }
}

function isOurs(fd: number): boolean {
  try {
    const flags = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1];
    return (Number.parseInt(flags ?? '', 8) & CLOSE_ON_EXEC) !== 0;
  } catch {
    // The descriptor of this very listing, closed by now.
    return true;
  }
}
