/** Real touches, as a screen's driver makes them: scrolling and pinching is up to the browser. */
import type { Locator, Page } from 'playwright-core';

interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Fingers {
  /** One finger from here to there. */
  drag(from: Place, to: Place): Promise<void>;
  /** Two fingers around that place, each so many px from it at first and in the end. */
  pinch(around: Place, first: number, last: number): Promise<void>;
}

const MOVES = 10;

export async function fingersOn(page: Page): Promise<Fingers> {
  const driver = await page.context().newCDPSession(page);
  const put = (type: 'touchStart' | 'touchMove' | 'touchEnd', places: readonly Place[]) =>
    driver.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: places.map(({ x, y }, id) => ({ x, y, id })),
    });
  const gesture = async (at: (share: number) => readonly Place[]): Promise<void> => {
    await put('touchStart', at(0));
    for (let move = 1; move <= MOVES; move += 1) await put('touchMove', at(move / MOVES));
    await put('touchEnd', []);
  };
  return {
    drag: (from, to) =>
      gesture((share) => [
        { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share },
      ]),
    pinch: ({ x, y }, first, last) =>
      gesture((share) => {
        const apart = first + (last - first) * share;
        return [
          { x: x - apart, y },
          { x: x + apart, y },
        ];
      }),
  };
}

export async function boxOf(part: Locator): Promise<Place & { width: number; height: number }> {
  const box = await part.boundingBox();
  if (!box) throw new Error('It is not on the page.');
  return box;
}
