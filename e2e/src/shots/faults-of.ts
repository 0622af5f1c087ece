import type { Page } from 'playwright-core';
import { z } from 'zod';

/**
 * What does not fit on the current slide or cannot be read from the last row: words outside of it,
 * words that are cut, words over other words, panes over other panes, and letters that are too
 * small. What is in a terminal may be cut: it scrolls.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  return z.array(z.string()).parse(await page.evaluate(findFaults));
}

/** Runs in the page, so it can use nothing from here. */
function findFaults(): string[] {
  const section = document.querySelector('section.present');
  const sheet = section?.querySelector('.sheet');
  if (!section || !sheet) return ['no slide is shown'];
  const flow = document.querySelector('.is-flow') !== null;
  const faults: string[] = [];
  const canvas = section.getBoundingClientRect();
  const bar = document.querySelector('.talk-bar')?.getBoundingClientRect();
  const bottom = flow ? Infinity : (bar?.top ?? canvas.bottom) + 2;

  const longest = 48;
  const quote = (text: string) => `“${text.trim().replace(/\s+/g, ' ').slice(0, longest)}”`;
  const nameOf = (element: Element) =>
    (element.getAttribute('data-testid') ?? element.getAttribute('class') ?? element.tagName).slice(
      0,
      longest,
    );
  /** Taken out of the picture, but not out of what a screen reader says. */
  const isForReadersOnly = (element: Element) => {
    for (let around: Element | null = element; around !== sheet && around;) {
      if (getComputedStyle(around).clipPath === 'inset(50%)') return true;
      around = around.parentElement;
    }
    return false;
  };
  const apart = '.sr-only, .xterm, .join-ahead, [data-told="later"], option';
  const unseen = (element: Element) =>
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
    isForReadersOnly(element) ||
    element.closest(apart) !== null;

  /** What the boxes around a text that scroll or clip leave of it. */
  const seenOf = (whole: DOMRect, element: Element) => {
    let [left, top, right, bottom] = [whole.left, whole.top, whole.right, whole.bottom];
    for (let around: Element | null = element; around !== sheet && around;) {
      if (getComputedStyle(around).overflow !== 'visible' && !(around instanceof SVGElement)) {
        const clip = around.getBoundingClientRect();
        left = Math.max(left, clip.left);
        top = Math.max(top, clip.top);
        right = Math.min(right, clip.right);
        bottom = Math.min(bottom, clip.bottom);
      }
      around = around.parentElement;
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };

  // Every piece of text with the box that it takes.
  const pieces: { text: string; box: DOMRect; element: Element }[] = [];
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!element || !node.textContent?.trim() || unseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const whole of range.getClientRects()) {
      const box = seenOf(whole, element);
      // The edge of a line that is left out is no text.
      const isThere = box.width > 1 && box.height > whole.height / 4;
      if (isThere) pieces.push({ text: node.textContent, box, element });
      const rolls = element.closest('.walk-lines, .script ol, .shell, .chip-command, .is-flow *');
      const lost = whole.width - box.width > 2 || whole.height - box.height > whole.height / 4;
      if (!rolls && lost) faults.push(`${quote(node.textContent)} is cut by the box around it`);
    }
  }

  for (const { text, box } of pieces) {
    if (box.left < canvas.left - 1 || box.right > canvas.right + 1)
      faults.push(`${quote(text)} leaves the slide sideways`);
    if (box.top < canvas.top - 1 && !flow) faults.push(`${quote(text)} is above the slide`);
    if (box.bottom > bottom) faults.push(`${quote(text)} is below the slide`);
  }

  for (let at = 0; at < pieces.length; at += 1) {
    const one = pieces[at];
    if (!one) continue;
    for (const other of pieces.slice(at + 1)) {
      const wide =
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high =
        Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (wide < 3 || high < 0.35 * Math.min(one.box.height, other.box.height)) continue;
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      faults.push(`${quote(one.text)} lies over ${quote(other.text)}`);
    }
  }

  for (const element of sheet.querySelectorAll('*')) {
    if (!(element instanceof HTMLElement) || unseen(element)) continue;
    // A chip's command is written out in the terminal as soon as it runs.
    if (element.closest('.shell, .chip-command')) continue;
    const { overflowX, textOverflow } = getComputedStyle(element);
    const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
    if (cut && overflowX === 'hidden' && textOverflow === 'ellipsis')
      faults.push(`${quote(element.textContent ?? '')} is cut`);
  }
  // Letters, in px of the 1280 × 720 canvas. On a phone, which is held in the hand, in its own.
  const scale = flow ? 1 : canvas.width / 1280;
  /** By what a drawing is scaled. */
  const drawnAt = (element: Element) =>
    element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : scale;
  const least = flow ? 9 : 13;
  const leastOf = (element: Element) => {
    if (flow) return least;
    if (element.closest('.walk-lines, .script li')) return 20;
    if (element.closest('.kernel-table td')) return 15;
    if (element.closest('code') && !element.closest('.candidates')) return 13;
    if (element.closest(body)) return 18;
    return least;
  };
  const body = '.statement, .bullets, .terms, .word-table, .comparison, .walk-caption, .because';
  const small = new Map<Element, string>();
  for (const { text, element } of pieces) {
    const size = (Number.parseFloat(getComputedStyle(element).fontSize) * drawnAt(element)) / scale;
    // A size is rounded to parts of a px on its way.
    if (size < leastOf(element) - 0.1)
      small.set(element, `${quote(text)} has letters of ${size.toFixed(1)} px`);
  }
  for (const rows of sheet.querySelectorAll('.xterm-rows')) {
    // The host is scaled back: a terminal's letters have their size on the display.
    const size = Number.parseFloat(getComputedStyle(rows).fontSize) / scale;
    const shell = rows.closest('.shell')?.getAttribute('data-terminal');
    if (size < least) small.set(rows, `${shell} has letters of ${size.toFixed(1)} px`);
  }
  faults.push(...small.values());

  // Panes share no place, and each is within the slide.
  const panes = [
    ...sheet.querySelectorAll(
      '.sheet-head, .diagram > svg, .picture > *, .shell, .chips, .statement, .because, .walk-lines, .walk-says, .stack-tables, .live-words',
    ),
  ].filter((pane) => !unseen(pane) && !pane.closest('.running-script'));
  for (const [at, one] of panes.entries()) {
    const a = one.getBoundingClientRect();
    for (const other of panes.slice(at + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const b = other.getBoundingClientRect();
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > 2) faults.push(`${nameOf(one)} overlaps ${nameOf(other)}`);
    }
    if (!flow && a.bottom > bottom + 1) faults.push(`${nameOf(one)} reaches below the slide`);
  }
  // What a drawing holds stays in its pane.
  for (const svg of sheet.querySelectorAll('.diagram > svg')) {
    const pane = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) {
      const box = text.getBoundingClientRect();
      const out = box.left < pane.left - 3 || box.right > pane.right + 3;
      if (out && !unseen(text)) faults.push(`${quote(text.textContent)} leaves its diagram`);
    }
  }
  if (!flow && sheet.scrollHeight > sheet.clientHeight + 1)
    faults.push(`it is overfull by ${sheet.scrollHeight - sheet.clientHeight} px`);
  return [...new Set(faults)];
}
