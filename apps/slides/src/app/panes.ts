/** The terminals of the current slide, as keys reach them. */
export interface Panes {
  /** The one that was used last; the first one on a slide where none was. */
  readonly last: () => Element | null;
  /** The one to type in next: the one used last or, if it was typed in already, the one after it. */
  readonly next: () => Element | null;
  /** It is used, but not typed in. */
  readonly use: (pane: Element | null) => void;
  readonly close: () => void;
}

const PANE = '[data-testid="terminal"]';

export function watchPanes(page: Document): Panes {
  let used: Element | null = null;
  let typedIn = false;

  function focused({ target }: FocusEvent): void {
    const pane = target instanceof Element ? target.closest(PANE) : null;
    if (!pane) return;
    used = pane;
    typedIn = target instanceof HTMLTextAreaElement;
  }

  /** One that fills the slide hides the others. */
  function shown(): Element[] {
    const all = [...page.querySelectorAll(`section.present ${PANE}`)];
    const filling = all.find((pane) => pane.classList.contains('is-filling'));
    return filling ? [filling] : all;
  }

  function after(turns: number): Element | null {
    const all = shown();
    const at = all.findIndex((pane) => pane === used);
    return (at < 0 ? all[0] : all[(at + turns) % all.length]) ?? null;
  }

  page.addEventListener('focusin', focused);
  return {
    last: () => after(0),
    next: () => after(typedIn ? 1 : 0),
    use(pane) {
      used = pane;
      typedIn = false;
    },
    close: () => page.removeEventListener('focusin', focused),
  };
}
