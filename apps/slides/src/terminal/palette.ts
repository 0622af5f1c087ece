import type { ITheme } from '@xterm/xterm';
import type { Theme } from '../look/theme.ts';

/**
 * The terminal's colours. Every one of the 16 reads at 4.5:1 or better on the background, so
 * “white” is a grey on paper and “black” one on ink; tested beside.
 */
const light = {
  background: '#fffdf8',
  foreground: '#1f1c16',
  cursor: '#1f1c16',
  cursorAccent: '#fffdf8',
  selectionBackground: '#cfe3f5',
  selectionInactiveBackground: '#dfe6ec',
  scrollbarSliderBackground: '#1f1c1622',
  black: '#1f1c16',
  red: '#a8201a',
  green: '#2a651b',
  yellow: '#755500',
  blue: '#0b4f8c',
  magenta: '#852a74',
  cyan: '#005f69',
  white: '#5f5b52',
  brightBlack: '#69645a',
  brightRed: '#bd2f12',
  brightGreen: '#32711e',
  brightYellow: '#805c00',
  brightBlue: '#0060ac',
  brightMagenta: '#963785',
  brightCyan: '#006d77',
  brightWhite: '#3a372f',
} satisfies ITheme;

const dark = {
  background: '#14161a',
  foreground: '#e6e2d8',
  cursor: '#e6e2d8',
  cursorAccent: '#14161a',
  selectionBackground: '#2f4a63',
  selectionInactiveBackground: '#2b3138',
  scrollbarSliderBackground: '#e6e2d822',
  black: '#8c919b',
  red: '#ff8d82',
  green: '#8fd07e',
  yellow: '#e5c266',
  blue: '#80b9ff',
  magenta: '#e29cd7',
  cyan: '#6fd0d6',
  white: '#d8d4ca',
  brightBlack: '#a0a5ae',
  brightRed: '#ffaba2',
  brightGreen: '#aee39f',
  brightYellow: '#f3d88d',
  brightBlue: '#a6cfff',
  brightMagenta: '#eeb8e6',
  brightCyan: '#96e3e8',
  brightWhite: '#f7f4ec',
} satisfies ITheme;

export const palettes: Readonly<Record<Theme, typeof light>> = { light, dark };

/** Foreground and background of text that a highlight rule lights. */
export interface Lit {
  readonly foreground: string;
  readonly background: string;
}

export type LitKind = 'figure' | 'good' | 'bad';

export const litColours: Readonly<Record<Theme, Readonly<Record<LitKind, Lit>>>> = {
  light: {
    figure: { foreground: '#4a3500', background: '#ffe9ab' },
    good: { foreground: '#14501f', background: '#d5efcf' },
    bad: { foreground: '#8c1410', background: '#fbdcd7' },
  },
  dark: {
    figure: { foreground: '#ffe2a0', background: '#4a3a10' },
    good: { foreground: '#b9eeae', background: '#1e3f1d' },
    bad: { foreground: '#ffc2bb', background: '#571f1b' },
  },
};
