import { escaped, page } from './pages.ts';

const enterWords = {
  first: 'The speaker tells the code, or shows it on the screen.',
  wrong: 'That is not the code. Please look again.',
  'too-many': 'Too many wrong codes from here. Wait a minute, then try again.',
} as const;

/** Asks for the room's code. No script: it has to work before anything of ours is loaded. */
export function enterForm(why: keyof typeof enterWords): string {
  return page(
    'This talk is for the room',
    enterWords[why],
    `<form method="post" action="/enter">
<label>Room code <input name="code" required maxlength="64" autofocus autocomplete="off" autocapitalize="none" spellcheck="false"></label>
<button>Enter</button>
</form>`,
  );
}

export function pairForm(pair: string): string {
  return page(
    'Remote control',
    'This phone will turn the slides, run the commands on them and point. It cannot type into a shell. The speaker can end it at any time.',
    `<form method="post" action="/remote">
<input type="hidden" name="pair" value="${escaped(pair)}">
<button>Pair this phone</button>
</form>`,
  );
}

const pairingWords = {
  none: 'This phone is not paired.',
  ended: 'This link is used or too old: it works once, within five minutes.',
} as const;

export function needsPairing(why: keyof typeof pairingWords): string {
  return page(
    'Pair this phone',
    pairingWords[why],
    'In the cockpit choose “Room”, then “Pair a phone”, and scan the code that it shows.',
    'To follow the talk, <a href="/">go to the audience page</a>.',
  );
}
