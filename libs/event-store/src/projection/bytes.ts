/** Bytes that grow at their end. Of `buffer` the first `length` are written. */
export interface Bytes {
  buffer: Buffer;
  length: number;
}

/** None yet; `expected` is how many there may be. */
export function createBytes(expected: number): Bytes {
  return { buffer: Buffer.allocUnsafeSlow(expected), length: 0 };
}

/** Makes room for `more` bytes. */
export function reserve(into: Bytes, more: number): void {
  const needed = into.length + more;
  if (needed <= into.buffer.length) return;
  const grown = Buffer.allocUnsafeSlow(Math.max(needed, 2 * into.buffer.length));
  into.buffer.copy(grown, 0, 0, into.length);
  into.buffer = grown;
}

/** Up to so many characters a loop is faster than a call out of the engine. */
const longestLoop = 96;
/** No character takes more bytes than that for each of its code units. */
const mostBytesPerUnit = 3;

/** Appends a text as UTF-8. */
export function putText(into: Bytes, text: string): void {
  reserve(into, mostBytesPerUnit * text.length);
  if (text.length > longestLoop || !putAscii(into, text)) {
    into.length += into.buffer.write(text, into.length);
  }
}

function putAscii(into: Bytes, text: string): boolean {
  const { buffer, length } = into;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) return false;
    buffer[length + index] = unit;
  }
  into.length = length + text.length;
  return true;
}

/** Appends bytes. */
export function putBytes(into: Bytes, bytes: Uint8Array): void {
  reserve(into, bytes.length);
  into.buffer.set(bytes, into.length);
  into.length += bytes.length;
}

/** Appends a text as JSON if that needs no escape and is short; else it appends nothing and says false. There is to be room. */
export function putPlainString(into: Bytes, text: string): boolean {
  if (text.length > longestLoop) return false;
  const { buffer } = into;
  let at = into.length;
  buffer[at++] = quote;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || unit > 0x7e || unit === quote || unit === backslash) return false;
    buffer[at++] = unit;
  }
  buffer[at++] = quote;
  into.length = at;
  return true;
}

const quote = 0x22;
const backslash = 0x5c;
