// What a corpus consists of: documents, each named by the hash of its bytes. Files are cut where their
// author left two blank lines, and long stretches at a paragraph, so that a held-out share of documents
// means something even when all text is in one file.
import { sha256 } from '@noble/hashes/sha2.js'
import { type Hex, toHex } from '@zooid/base'

export type Document = {
  /** SHA-256 of the bytes: equal texts are one document. */
  readonly id: Hex
  /** What sort of text it is; the fast head learns to tell. */
  readonly kind: string
  /** UTF-8 */
  readonly bytes: Uint8Array
}

/** Longest document in bytes. */
export const maxDocumentBytes = 4096
/** Shorter rests carry nothing to learn from. */
const minDocumentBytes = 16

/** Documents of one text, in order. */
export function cutDocuments(text: string, kind: string): readonly Document[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n(?:[ \t]*\n){2,}/)
    .flatMap(cutLong)
    .map((part) => new TextEncoder().encode(part))
    .filter((bytes) => bytes.length >= minDocumentBytes)
    .map((bytes) => ({ id: toHex(sha256(bytes)), kind, bytes }))
}

function cutLong(text: string): readonly string[] {
  const parts: string[] = []
  let rest = text.replace(/^\n+|\s+$/g, '')
  while (Buffer.byteLength(rest) > maxDocumentBytes) {
    const window = prefixOf(rest)
    const at = cutPlace(window)
    parts.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).replace(/^\n+/, '')
  }
  return [...parts, rest]
}

/** Longest start that fits, ending between two characters. */
function prefixOf(text: string): string {
  let window = text.slice(0, maxDocumentBytes)
  while (Buffer.byteLength(window) > maxDocumentBytes)
    window = window.slice(
      0,
      window.length - Math.ceil((Buffer.byteLength(window) - maxDocumentBytes) / 3),
    )
  // Not between the halves of a surrogate pair.
  return /[\ud800-\udbff]$/.test(window) ? window.slice(0, -1) : window
}

/** The last paragraph's end in the second half, else the last line's, else the window's. */
function cutPlace(window: string): number {
  const half = window.length / 2
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(mark)
    if (at > half) return at
  }
  return window.length
}
