// Cuts text into pieces that no merge may cross: words, single digits, runs of punctuation, each with
// one leading space; the rest of the white space. Works on bytes, so that any input can be cut; on UTF-8
// text it cuts exactly where `splitPattern` does, which other tokenizer libraries are told to use.

/** The same rule as a regular expression over characters (Rust, Oniguruma and JavaScript read it). */
export const splitPattern =
  ' ?[^\\x00-@\\[-\\^`{-\\x7f]+| ?[0-9]| ?[\\x00-\\x08\\x0e-\\x1f!-/:-@\\[-\\^`{-\\x7f]+|[\\t-\\r ]+(?= [^\\t-\\r ])|[\\t-\\r ]+'

const [word, digit, mark, blank] = [0, 1, 2, 3]
const space = 0x20

/** Calls `visit(start, end)` for each piece, in order and without gaps. */
export function splitPieces(bytes: Uint8Array, visit: (start: number, end: number) => void): void {
  let start = 0
  while (start < bytes.length) {
    const end = pieceEnd(bytes, start)
    visit(start, end)
    start = end
  }
}

function pieceEnd(bytes: Uint8Array, start: number): number {
  const first = classAt(bytes, start)
  const isLed = bytes[start] === space && start + 1 < bytes.length
  const lead = isLed ? classAt(bytes, start + 1) : blank
  const body = lead === blank ? first : lead
  const from = lead === blank ? start : start + 1
  if (body === digit) return from + 1
  let end = from + 1
  while (end < bytes.length && classAt(bytes, end) === body) end++
  if (body !== blank) return end
  // The last space of a run belongs to the word after it.
  const isBeforeWord = end < bytes.length && bytes[end - 1] === space && end - 1 > start
  return isBeforeWord ? end - 1 : end
}

/** Every byte above ASCII counts as part of a word. */
const classes = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === space || (byte >= 0x09 && byte <= 0x0d)) return blank
  if (byte >= 0x30 && byte <= 0x39) return digit
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
  return isLetter || byte === 0x5f || byte >= 0x80 ? word : mark
})

function classAt(bytes: Uint8Array, at: number): number {
  return classes[bytes[at] ?? 0] ?? mark
}
