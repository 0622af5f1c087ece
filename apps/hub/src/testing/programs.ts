/** Programs whose screens a latecomer has to get right, as somebody at the keyboard uses them. */
export interface Program {
  name: string;
  /** What is typed at the prompt. */
  start: string;
  /** Keys, and what stands on the screen once they were taken; the first are for the start. */
  steps: readonly (readonly [keys: string, sign: string])[];
  quit: string;
}

const ESC = '\u001b';

/**
 * What the programs below do not print: a `printf` that comes back into the shell with odd states
 * left on. `e` is the escape character.
 */
const STRESS = [
  'e=$(printf "\\033")',
  // Lines that go into the scrollback: colours of all kinds, wide, combining and invalid characters.
  'for n in $(seq 1 1200); do printf "$e[38;5;$((n % 256))m%4d $e[48;2;$((n % 256));9;99m日本 é e\\u0301 🙂 \\xff$e[0m %s\\n" $n "${e}[4:3mwavy$e[24m"; done',
  // A line far longer than the screen; a link; line graphics; a title; a string nobody knows.
  'printf "%0200d\\n" 7; printf "$e]8;id=x;http://a.example/$e\\\\a link$e]8;;$e\\\\ $e(0lqqk$e(B $e]0;title\\a${e}P+q544e$e\\\\\\n"',
  // A scroll region that scrolls, origin mode, insertion, tab stops of its own.
  'printf "$e[2J$e[H$e[3;8r$e[?6h$e[6;1H"; for n in 1 2 3 4; do printf "region %d\\n" $n; done; printf "$e[?6l$e[r$e[12;1H"',
  'printf "$e[3g$e[12;5H${e}H$e[12;1Hx\\ty$e[4h$e[1GINS$e[4l\\n"',
  // The alternate screen with a saved cursor, a hidden one, the mouse.
  'printf "${e}7$e[?1049h$e[31;44m$e[2J$e[5;5Halternate$e[?25l$e[?1002h$e[?1006h"',
  'read -rsn1; printf "$e[?1006l$e[?1002l$e[?25h$e[?1049l${e}8$e[0m back\\n"',
];

export const programs: readonly Program[] = [
  {
    name: 'vim',
    start: 'cp setup.sh /tmp/script.sh; vim --clean /tmp/script.sh',
    steps: [
      ['', 'script.sh'],
      ['oñandú 日本語 🙂 e\u0301' + ESC, 'ñandú'],
      [':set number hlsearch | split\r', '1 '],
      ['/ip\r', '/ip'],
      ['\u0004\u0004Vjj', 'VISUAL LINE'],
      [`${ESC}\u0006:syntax on\r`, ':syntax on'],
    ],
    quit: ':qa!\r',
  },
  {
    name: 'htop',
    start: 'htop -d 2',
    steps: [
      ['', 'F1'],
      ['t', 'F5'],
      ['/ba', 'Search'],
    ],
    quit: '\rq',
  },
  { name: 'top', start: 'top -d 0.2', steps: [['', 'load average']], quit: 'q' },
  {
    name: 'less',
    start: 'ls -l --color=always /usr/bin | less -R',
    steps: [
      ['', ':'],
      ['  ', ':'],
      ['/xz\r', 'xz'],
      ['G', '(END)'],
      ['g', 'total'],
    ],
    quit: 'q',
  },
  {
    name: 'tmux',
    start: 'tmux -u -f /dev/null new-session -s t "bash --norc"',
    steps: [
      ['', '[t]'],
      ['ip -c address\r', 'loopback'],
      // By commands: keys that come at once tmux takes for a paste.
      ['tmux split-window -h "bash --norc"\r', '│'],
      ['echo 日本 é; seq 1 60\r', '60'],
      ['tmux split-window -d -v "top -d 0.3"\r', 'Tasks:'],
      ['tmux copy-mode -t 0\r', '[0/'],
    ],
    quit: 'tmux kill-server\r',
  },
  {
    name: 'stress',
    start: STRESS.join('; '),
    steps: [['', 'alternate']],
    quit: 'q',
  },
];
