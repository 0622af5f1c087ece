import { z } from 'zod';

/** Keeps a U+FEFF that begins a message: it is a character like any other. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Long text travels as its UTF-8, which costs less than JSON's escapes; each end takes either. */
export type TextOnWire = string | Uint8Array | ArrayBuffer;

/** What was sent; whole characters, so that every message decodes by itself. */
export function textOf(data: TextOnWire): string {
  return typeof data === 'string' ? data : utf8.decode(data);
}

/** In Node bytes arrive as a Buffer, in browsers as an ArrayBuffer. */
export const textOnWireSchema = z
  .union([z.string(), z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)])
  .transform(textOf);
