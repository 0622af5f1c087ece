/** What a piece of a shell line is, as far as its colour tells. */
export type TokenKind =
  | 'comment'
  | 'string'
  | 'variable'
  | 'command'
  | 'verb'
  | 'option'
  | 'address'
  | 'operator'
  | 'text';

export interface Token {
  /** Column of its first character, from 0. */
  readonly at: number;
  readonly kind: TokenKind;
  readonly text: string;
}

export interface ScriptLine {
  /** From 1, as bash counts. */
  readonly number: number;
  readonly tokens: readonly Token[];
}

type Piece = Omit<Token, 'at'>;

/** Words of `ip` and its kin that say what is done, as opposed to on what. */
const VERBS = new Set([
  'add',
  'addr',
  'default',
  'del',
  'dev',
  'down',
  'exec',
  'link',
  'master',
  'mtu',
  'name',
  'netns',
  'peer',
  'route',
  'set',
  'type',
  'up',
  'via',
]);

const PATTERN =
  /(?<space>\s+)|(?<string>"(?:[^"\\]|\\.)*"?|'[^']*'?)|(?<operator>&&|\|\||[|;&<>()]+|\\$)|(?<word>(?:[^\s"'|;&<>()\\]|\\.)+)|(?<rest>.)/gu;

/** Splits a shell script into lines of coloured pieces; the pieces of a line join to the line. */
export function tokenize(source: string): ScriptLine[] {
  const lines = source.replace(/\n$/, '').split('\n');
  let continued = false;
  return lines.map((line, index) => {
    const tokens = placed(tokenizeLine(line, continued));
    continued = line.endsWith('\\');
    return { number: index + 1, tokens };
  });
}

function tokenizeLine(line: string, continued: boolean): Piece[] {
  const tokens: Piece[] = [];
  let first = !continued;
  for (const match of line.matchAll(PATTERN)) {
    const [text] = match;
    const { space, string, operator, word } = match.groups ?? {};
    if (word?.startsWith('#') === true) {
      tokens.push({ kind: 'comment', text: line.slice(match.index) });
      break;
    }
    if (space !== undefined) tokens.push({ kind: 'text', text });
    else if (string !== undefined) tokens.push(...withVariables(text, 'string'));
    else if (operator !== undefined) tokens.push({ kind: 'operator', text });
    else if (word === undefined) tokens.push({ kind: 'text', text });
    else tokens.push(...withVariables(text, first ? 'command' : kindOf(text)));
    if (operator !== undefined) first = operator !== '\\' && !/^[<>]/.test(operator);
    else if (space === undefined) first = false;
  }
  return joined(tokens);
}

function kindOf(word: string): TokenKind {
  if (word.startsWith('-')) return 'option';
  if (/^\d+(?:\.\d+){3}(?:\/\d+)?(?::\d+)?$/.test(word)) return 'address';
  return VERBS.has(word) ? 'verb' : 'text';
}

function withVariables(text: string, kind: TokenKind): Piece[] {
  return text
    .split(/(\$\{[^}]*\}|\$\w+|\$[#?@*!$-])/)
    .filter((piece) => piece !== '')
    .map((piece) => ({
      kind: piece.startsWith('$') && piece.length > 1 ? 'variable' : kind,
      text: piece,
    }));
}

function joined(tokens: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    if (last?.kind === token.kind) result.splice(-1, 1, { ...last, text: last.text + token.text });
    else result.push(token);
  }
  return result;
}

function placed(pieces: readonly Piece[]): Token[] {
  let at = 0;
  return pieces.map((piece) => {
    const token = { ...piece, at };
    at += piece.text.length;
    return token;
  });
}
