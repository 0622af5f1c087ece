/**
 * What stands where output is missing. It first ends a sequence that was cut off (CAN), and takes
 * back the rendition and character sets that the missing part may have set.
 *
 * @param bytes how many are missing
 */
export function droppedMark(bytes: number): string {
  const amount = `${sizeText(bytes)} of output was dropped here`;
  return `\u0018\u001b[0m\u001b(B\u000f\r\n\u001b[7m … ${amount} … \u001b[0m\r\n`;
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
