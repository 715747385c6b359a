// A byte-level BPE vocabulary: fixed ids, then one token per merge, in the order learnt. Merges are only
// ever appended, so a longer vocabulary writes every text as a shorter one does, with some neighbours
// joined. Text never becomes a control token: those have ids, and no spelling.
import { sha256 } from '@noble/hashes/sha2.js'
import { type Hex, toHex, ZooidError } from '@zooid/base'
import { type Merge, mergePiece, pairKey } from './merge.ts'
import { firstByte, firstMerge, firstStructural, maxVocab } from './special.ts'
import { splitPieces } from './split.ts'

export type Tokenizer = {
  readonly merges: readonly Merge[]
  /** Ids in use: every id is below this. */
  readonly size: number
  /** SHA-256 of the merges and the rules around them: equal hash, equal ids. */
  readonly hash: Hex
  /** Ids of a text or of any bytes; no control tokens are added. */
  readonly encode: (text: string | Uint8Array) => Int32Array
  /** The exact bytes; control and structural tokens stand for none. @throws TokenIdError */
  readonly decodeBytes: (ids: Iterable<number>) => Uint8Array
  /** The bytes read as UTF-8, with U+FFFD where they are none. @throws TokenIdError */
  readonly decode: (ids: Iterable<number>) => string
  /** Bytes of one token. @throws TokenIdError */
  readonly bytesOf: (id: number) => Uint8Array
}

/** Longest token in bytes. */
export const maxTokenBytes = 32

/** Pieces remembered with their ids; ordinary text repeats them. */
const maxRemembered = 20_000

/** @throws MergeError when a merge names a token that is not there yet, or makes one that is */
export function createTokenizer(merges: readonly Merge[]): Tokenizer {
  const { ranks, tokens } = checkMerges(merges)
  const remembered = new Map<string, readonly number[]>()

  const idsOf = (bytes: Uint8Array, start: number, end: number): readonly number[] => {
    if (end - start > maxTokenBytes) return mergePiece(bytes, start, end, ranks)
    const key = latin1(bytes, start, end)
    const known = remembered.get(key)
    if (known !== undefined) return known
    const ids = mergePiece(bytes, start, end, ranks)
    if (remembered.size >= maxRemembered) remembered.clear()
    remembered.set(key, ids)
    return ids
  }
  const bytesOf = (id: number): Uint8Array => {
    const token = tokens[id]
    if (token === undefined) throw new TokenIdError(id, tokens.length)
    return token
  }
  const decodeBytes = (ids: Iterable<number>): Uint8Array => {
    const parts = Array.from(ids, bytesOf)
    const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of parts) {
      out.set(part, at)
      at += part.length
    }
    return out
  }
  return {
    merges,
    size: tokens.length,
    hash: mergesHash(merges),
    encode: (text) => {
      const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
      // A token is at least one byte.
      const out = new Int32Array(bytes.length)
      let count = 0
      splitPieces(bytes, (start, end) => {
        for (const id of idsOf(bytes, start, end)) out[count++] = id
      })
      return out.slice(0, count)
    },
    decodeBytes,
    decode: (ids) => new TextDecoder().decode(decodeBytes(ids)),
    bytesOf,
  }
}

/** Do both write text alike as far as the shorter one goes? */
export function hasSamePrefix(a: Tokenizer, b: Tokenizer): boolean {
  const [short, long] = a.merges.length <= b.merges.length ? [a, b] : [b, a]
  return mergesHash(long.merges.slice(0, short.merges.length)) === short.hash
}

/** A byte string as a map key. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = ''
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] ?? 0)
  return text
}

function checkMerges(merges: readonly Merge[]) {
  if (firstMerge + merges.length > maxVocab)
    throw new MergeError(merges.length, `more than ${maxVocab - firstMerge} merges`)
  const empty = new Uint8Array(0)
  const tokens = Array.from({ length: firstMerge }, (_, id) =>
    id >= firstByte && id < firstStructural ? Uint8Array.of(id - firstByte) : empty,
  )
  const seen = new Set<string>()
  const ranks = new Map<number, number>()
  for (const [rank, [left, right]] of merges.entries()) {
    const [a, b] = [tokens[left], tokens[right]]
    if (!a?.length || !b?.length)
      throw new MergeError(rank, `it joins ${left} and ${right}, of which one is no token yet`)
    const joined = new Uint8Array(a.length + b.length)
    joined.set(a)
    joined.set(b, a.length)
    const key = latin1(joined)
    if (seen.has(key)) throw new MergeError(rank, 'its token is there already')
    if (joined.length > maxTokenBytes)
      throw new MergeError(rank, `its token is longer than ${maxTokenBytes} bytes`)
    seen.add(key)
    tokens.push(joined)
    ranks.set(pairKey(left, right), rank)
  }
  return { ranks, tokens }
}

/** Covers the split rule and the fixed ids by name, because they decide ids as much as merges do. */
function mergesHash(merges: readonly Merge[]): Hex {
  const title = new TextEncoder().encode('zooid-bpe-1\n')
  const bytes = new Uint8Array(title.length + merges.length * 4)
  bytes.set(title)
  const view = new DataView(bytes.buffer)
  for (const [rank, [left, right]] of merges.entries()) {
    view.setUint16(title.length + rank * 4, left, true)
    view.setUint16(title.length + rank * 4 + 2, right, true)
  }
  return toHex(sha256(bytes))
}

/** A list of merges that is no vocabulary. */
export class MergeError extends ZooidError {
  override readonly name = 'MergeError'
  constructor(rank: number, why: string) {
    super('tokenizer.merge', `merge ${rank} is not possible: ${why}`, { status: 422 })
  }
}

/** An id outside the vocabulary. */
export class TokenIdError extends ZooidError {
  override readonly name = 'TokenIdError'
  constructor(id: number, size: number) {
    super('tokenizer.id', `there is no token ${id} in a vocabulary of ${size}`, {
      hint: 'use the tokenizer that was saved with the weights',
      status: 422,
    })
  }
}
