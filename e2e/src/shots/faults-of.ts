import type { Page } from 'playwright-core';
import { z } from 'zod';

/**
 * What does not fit on the current slide: words outside of it, words that are cut, words over other
 * words. Terminals are left out: they scroll.
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
      if (box.width > 1 && box.height > 1) pieces.push({ text: node.textContent, box, element });
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
  if (!flow && sheet.scrollHeight > sheet.clientHeight + 1)
    faults.push(`it is overfull by ${sheet.scrollHeight - sheet.clientHeight} px`);
  return [...new Set(faults)];
}
