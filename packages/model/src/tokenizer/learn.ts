// Learns merges from text: again and again the most frequent pair of neighbours, ties to the lower left
// id, then the lower right one, so equal text gives equal merges on every node. Counts are kept up to
// date per merge, not counted anew. Learnt merges are appended to those a tokenizer has; none changes.
import { ZooidError } from '@zooid/base'
import { type Merge, mergePiece, pairKey } from './merge.ts'
import { firstByte, firstMerge, maxVocab } from './special.ts'
import { splitPieces } from './split.ts'
import { createTokenizer, latin1, maxTokenBytes, type Tokenizer } from './tokenizer.ts'

export type LearnOptions = {
  /** Ids to reach, fixed ones included; fewer when the text runs out of pairs. At most 8,192. */
  readonly vocab: number
  /** Pairs seen less often make no token. @default 2 */
  readonly minCount?: number
}

/** Most merges one extension may add, so that a model can follow. */
export const maxExtension = 64

/** @throws VocabSizeError */
export function learnTokenizer(texts: Iterable<Uint8Array>, options: LearnOptions): Tokenizer {
  const { vocab, minCount = 2 } = options
  if (!Number.isInteger(vocab) || vocab < firstMerge || vocab > maxVocab)
    throw new VocabSizeError(`a vocabulary has ${firstMerge} to ${maxVocab} ids, not ${vocab}`)
  return append(createTokenizer([]), texts, vocab - firstMerge, minCount)
}

/**
 * The same vocabulary with up to `count` more merges learnt from `texts`. Old text keeps its ids but for
 * neighbours that are joined now.
 * @throws VocabSizeError when `count` is over 64
 */
export function extendTokenizer(
  tokenizer: Tokenizer,
  texts: Iterable<Uint8Array>,
  count = maxExtension,
): Tokenizer {
  if (!Number.isInteger(count) || count < 0 || count > maxExtension)
    throw new VocabSizeError(`an extension adds 0 to ${maxExtension} merges, not ${count}`)
  return append(tokenizer, texts, Math.min(count, maxVocab - tokenizer.size), 2)
}

type Word = { ids: readonly number[]; readonly count: number }
type Pair = { count: number; readonly words: Set<Word> }

function append(
  tokenizer: Tokenizer,
  texts: Iterable<Uint8Array>,
  room: number,
  minCount: number,
): Tokenizer {
  const words = countWords(tokenizer, texts)
  const pairs = new Map<number, Pair>()
  for (const word of words) addPairs(pairs, word)
  const heap = createPairHeap()
  for (const [key, { count }] of pairs) heap.push(count, key)
  const merges: Merge[] = [...tokenizer.merges]
  const known = new Set(merges.map((_, rank) => latin1(tokenizer.bytesOf(firstMerge + rank))))
  const tokens = new Map<number, string>()
  const textOf = (id: number) => tokens.get(id) ?? latin1(tokenizer.bytesOf(id))
  const end = merges.length + room
  while (merges.length < end) {
    const top = heap.pop()
    if (top === undefined || top.count < minCount) break
    const pair = pairs.get(top.key)
    if (pair === undefined) continue
    if (pair.count !== top.count) {
      // Its count fell since it was pushed; it can only have fallen.
      heap.push(pair.count, top.key)
      continue
    }
    const left = Math.floor(top.key / 65_536)
    const right = top.key % 65_536
    const joined = textOf(left) + textOf(right)
    pairs.delete(top.key)
    // One spelling, one token: a second way to it would make its id ambiguous.
    if (joined.length > maxTokenBytes || known.has(joined)) continue
    const id = firstMerge + merges.length
    merges.push([left, right])
    known.add(joined)
    tokens.set(id, joined)
    const born = new Set<number>()
    for (const word of pair.words) join(word, left, right, id, pairs, born)
    for (const key of born) heap.push(pairs.get(key)?.count ?? 0, key)
  }
  return createTokenizer(merges)
}

function countWords(tokenizer: Tokenizer, texts: Iterable<Uint8Array>): Word[] {
  const counts = new Map<string, number>()
  for (const bytes of texts)
    splitPieces(bytes, (start, end) => {
      const key = latin1(bytes, start, end)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    })
  const ranks = new Map(
    tokenizer.merges.map(([left, right], rank) => [pairKey(left, right), rank] as const),
  )
  return Array.from(counts, ([text, count]) => {
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0))
    return { ids: mergePiece(bytes, 0, bytes.length, ranks), count }
  })
}

function addPairs(pairs: Map<number, Pair>, word: Word, born?: Set<number>, id = firstByte): void {
  const { ids, count } = word
  for (let i = 0; i + 1 < ids.length; i++) {
    const [left, right] = [ids[i] ?? 0, ids[i + 1] ?? 0]
    const key = pairKey(left, right)
    const pair = pairs.get(key)
    if (pair === undefined) {
      // After the start, new pairs hold the new token; others were ruled out and stay away.
      if (born !== undefined && left !== id && right !== id) continue
      pairs.set(key, { count, words: new Set([word]) })
    } else {
      pair.count += count
      pair.words.add(word)
    }
    if (left === id || right === id) born?.add(key)
  }
}

function join(
  word: Word,
  left: number,
  right: number,
  id: number,
  pairs: Map<number, Pair>,
  born: Set<number>,
): void {
  const { ids, count } = word
  const joined: number[] = []
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === left && ids[i + 1] === right) {
      joined.push(id)
      i++
    } else joined.push(ids[i] ?? 0)
  }
  if (joined.length === ids.length) return
  for (let i = 0; i + 1 < ids.length; i++) {
    const pair = pairs.get(pairKey(ids[i] ?? 0, ids[i + 1] ?? 0))
    if (pair !== undefined) pair.count -= count
  }
  word.ids = joined
  addPairs(pairs, word, born, id)
}

type Ranked = { readonly count: number; readonly key: number }

/** Highest count first, then the lowest key. */
function createPairHeap() {
  const items: Ranked[] = []
  const isBefore = (a: Ranked, b: Ranked) =>
    a.count > b.count || (a.count === b.count && a.key < b.key)
  return {
    push: (count: number, key: number) => {
      const item = { count, key }
      let at = items.length
      items.push(item)
      while (at > 0) {
        const parent = items[(at - 1) >> 1]
        if (parent === undefined || !isBefore(item, parent)) break
        items[at] = parent
        at = (at - 1) >> 1
      }
      items[at] = item
    },
    pop: (): Ranked | undefined => {
      const top = items[0]
      const last = items.pop()
      if (last === undefined || items.length === 0) return top
      let at = 0
      for (;;) {
        const second = items[2 * at + 2]
        let child = items[2 * at + 1]
        if (child === undefined) break
        let to = 2 * at + 1
        if (second !== undefined && isBefore(second, child)) {
          child = second
          to++
        }
        if (!isBefore(child, last)) break
        items[at] = child
        at = to
      }
      items[at] = last
      return top
    },
  }
}

export class VocabSizeError extends ZooidError {
  override readonly name = 'VocabSizeError'
  constructor(message: string) {
    super('tokenizer.size', message, { status: 422 })
  }
}
