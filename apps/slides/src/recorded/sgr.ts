/** A stretch of a recorded line in one look. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly bold: boolean;
  readonly dim: boolean;
  /** One of the 16, or null for the terminal's own. */
  readonly colour: number | null;
}

export interface PlainLine {
  readonly text: string;
  /** Those that are not plain. */
  readonly stretches: readonly Stretch[];
}

type Look = Pick<Stretch, 'bold' | 'dim' | 'colour'>;

const plain: Look = { bold: false, dim: false, colour: null };
/** What begins a sequence; of these only SGR, which ends with an m, is recorded. */
const BEGIN = '\u001B[';

/** A recorded line without its SGR sequences, and what they say of it. */
export function readSgr(line: string): PlainLine {
  let text = '';
  let look: Look = plain;
  const stretches: Stretch[] = [];
  const [start = '', ...rest] = line.split(BEGIN);
  text += start;
  for (const piece of rest) {
    const end = piece.indexOf('m');
    for (const code of piece.slice(0, end).split(';').map(Number)) look = after(look, code);
    const from = text.length;
    text += piece.slice(end + 1);
    if (text.length > from && (look.bold || look.dim || look.colour !== null))
      stretches.push({ from, to: text.length, ...look });
  }
  return { text, stretches };
}

function after(look: Look, code: number): Look {
  if (code === 0) return plain;
  if (code === 1) return { ...look, bold: true };
  if (code === 2) return { ...look, dim: true };
  if (code >= 30 && code <= 37) return { ...look, colour: code - 30 };
  if (code >= 90 && code <= 97) return { ...look, colour: code - 82 };
  return look;
}
