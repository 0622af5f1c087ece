/**
 * A terminal answers some queries (where is the cursor, what are you) by typing. The hub's emulator
 * is the one that answers; every browser's terminal does so too, and theirs must not reach a shell.
 */
const REPORT = new RegExp(
  [
    String.raw`^\u001b\[[?>=]?[\d;]*c$`, // what are you (DA)
    String.raw`^\u001b\[\??[\d;]*n$`, // are you well (DSR)
    String.raw`^\u001b\[\??[\d;]*\$y$`, // is that mode on (DECRPM)
    String.raw`^\u001b\[[\d;]*t$`, // how large are you
    String.raw`^\u001b\[\?[\d;]*[Ru]$`, // where is the cursor (DECXCPR), which keys do you send
    // Colours, settings, names: strings with an end, by which they are told from Alt with ] or P.
    String.raw`^\u001b[\]P].*(?:\u0007|\u001b\\)$`,
  ].join('|'),
  's',
);

/** The cursor's place. Shift, Alt and Ctrl with F3 look the same in row 1. */
const CURSOR = new RegExp(String.raw`^\u001b\[\d+;\d+R$`);
const MODIFIED_F3 = new RegExp(String.raw`^\u001b\[1;[2-8]R$`);

/** Whether this input is a terminal's own answer and not a person's. */
export function isReport(input: string): boolean {
  return REPORT.test(input) || (CURSOR.test(input) && !MODIFIED_F3.test(input));
}
