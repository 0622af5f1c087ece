/** What one `ip -batch` printed, taken apart by command. */
export interface SplitBatch {
  batch: string;
  netconf: string | undefined;
  nsids: string | undefined;
}

/**
 * `ip -j -batch` prints each command's array on a line of its own, and an empty one as `[]`, so
 * that only content tells them apart. Network settings and namespace ids read like nothing else.
 */
export function splitBatch(stdout: string): SplitBatch {
  const split: SplitBatch = { batch: '', netconf: undefined, nsids: undefined };
  for (const line of stdout.split('\n')) {
    if (line.startsWith('[{"nsid":')) split.nsids = line;
    else if (/^\[\{"family":"[^"]*","(interface|dev|all|default)"/.test(line)) split.netconf = line;
    else if (line !== '') split.batch += `${line}\n`;
  }
  return split;
}
