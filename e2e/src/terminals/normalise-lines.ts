/** What differs from run to run, and what stands for it. The widths of columns stay as they are. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/\btime=[\d.]+ ms/g, 'time=0.050 ms'],
  [/(rtt min\/avg\/max\/mdev = ).*/g, '$10.050/0.050/0.050/0.000 ms'],
  // The other end of the underlay's cable: its number depends on which node booted first.
  [/\b(eth\d+@if)\d+/g, '$13'],
  [/(\blladdr \S+ )(?:DELAY|STALE|PROBE)$/g, '$1REACHABLE'],
  [/\bpid \d+/g, 'pid 1000'],
  [/^\[(\d+)\] \d+$/g, '[$1] 1000'],
];

const MAC = /\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/g;
/** What IPv6 makes of a MAC address. */
const LINK_LOCAL = /\bfe80::[0-9a-f:]+/g;
const FIXED = new Set(['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff']);

/**
 * Replaces what differs from run to run: times, process ids, and MAC addresses by numbers in the
 * order of first sight. One function for all that is recorded of a step.
 */
export function lineNormaliser(): (lines: readonly string[]) => string[] {
  const macs = new Map<string, string>();
  const locals = new Map<string, string>();
  const localOf = (address: string): string => {
    const made = locals.get(address) ?? `fe80::ff:fe00:${(locals.size + 1).toString(16)}`;
    locals.set(address, made);
    return made;
  };
  const macOf = (mac: string): string => {
    if (FIXED.has(mac)) return mac;
    const known = macs.get(mac);
    if (known !== undefined) return known;
    const made = `02:00:00:00:00:${(macs.size + 1).toString(16).padStart(2, '0')}`;
    macs.set(mac, made);
    return made;
  };
  return (lines) =>
    lines.map((line) =>
      RULES.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line)
        .replace(MAC, macOf)
        .replace(LINK_LOCAL, localOf)
        // ping waits a second between two packets; what it takes beyond that is the machine's.
        .replace(/^(\d+) packets transmitted.* time \d+ms$/, (sum, sent: string) =>
          sum.replace(/time \d+ms$/, `time ${(Number(sent) - 1) * 1_000}ms`),
        ),
    );
}
