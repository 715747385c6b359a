// The stream of training tasks: programs by naturalness, examples fresh each time, in batches of like
// length. A function of the corpus and the state of its chance, so that a stopped run goes on exactly.
import type { Batch, Random } from '@zooid/model'
import { type SourceEncoding, sourceBag } from '../encoding/source.ts'
import { encodeTarget, maxSymbols, targetBag } from '../encoding/target.ts'
import { symbolCount } from '../language/grammar.ts'
import type { Program } from '../tasks/corpus.ts'
import { type Instance, instanceOf } from '../tasks/instance.ts'
import { shapes } from '../tasks/signatures.ts'

export type Stock = {
  readonly training: readonly Program[]
  readonly heldOut: readonly Program[]
  /** One program, as training meets them. */
  readonly draw: (random: Random) => Program
  readonly drawHeldOut: (random: Random) => Program
}

/** One behaviour of so many is never trained on. */
const heldOutShare = 50
/** Shares of programs by their number of symbols, from 1: what people ask for is neither tiny nor vast. */
const lengthShares = [
  0.5, 2, 5, 8, 10, 11, 11, 10, 9, 7.5, 6, 5, 4, 3, 2.5, 2, 1.5, 1.2, 1, 0.8, 0.6, 0.5, 0.4, 0.3,
  0.3,
]
/** Exponent on a program's prior among those of its length. */
const naturalness = 0.3
/** How much more often an idiom comes up than its prior says. */
const idiomFactor = 3
const rootLabels = 4

/** @param programs by behaviour, as a corpus has them */
export function createStock(programs: ReadonlyMap<string, Program>): Stock {
  const training: Program[] = []
  const heldOut: Program[] = []
  for (const [key, program] of programs) {
    if (program.ids.length > maxSymbols) continue
    ;(isHeldOut(key) ? heldOut : training).push(program)
  }
  return { training, heldOut, draw: drawer(training), drawHeldOut: drawer(heldOut) }
}

/** By the behaviour's hash: the same in every corpus. */
function isHeldOut(key: string): boolean {
  let hash = 0x811c_9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x0100_0193)
  return ((hash ^ (hash >>> 15)) >>> 0) % heldOutShare === 0
}

type Group = {
  readonly chance: number
  readonly own: Program[]
  /** Running sums of weights. */
  readonly until: number[]
}

/** First the types, then the length, then the program by how natural it is. */
function drawer(programs: readonly Program[]): (random: Random) => Program {
  const chanceOf = new Map(shapes.map(({ key, chance }) => [key, chance]))
  const byShape = new Map<string, { chance: number; lengths: Map<number, Group> }>()
  for (const program of programs) {
    const { shape, ids, isIdiom } = program
    let same = byShape.get(shape.key)
    if (same === undefined) {
      same = { chance: chanceOf.get(shape.key) ?? 0, lengths: new Map() }
      byShape.set(shape.key, same)
    }
    const chance = lengthShares[ids.length - 1] ?? 0
    let group = same.lengths.get(ids.length)
    if (group === undefined) {
      group = { chance, own: [], until: [] }
      same.lengths.set(ids.length, group)
    }
    group.own.push(program)
    const weight = Math.exp(naturalness * program.logPrior) * (isIdiom ? idiomFactor : 1)
    group.until.push((group.until.at(-1) ?? 0) + weight)
  }
  const kinds = [...byShape.values()].map(({ chance, lengths }) => ({
    chance,
    groups: [...lengths.values()],
  }))
  return (random) => {
    const { groups } = byChance(kinds, random)
    const { own, until } = byChance(groups, random)
    const wanted = (random.uniform() + random.uniform() * 2 ** -24) * (until.at(-1) ?? 0)
    let [low, high] = [0, own.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((until[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    return own[low] as Program
  }
}

function byChance<T extends { readonly chance: number }>(items: readonly T[], random: Random): T {
  let point = random.uniform() * items.reduce((sum, { chance }) => sum + chance, 0)
  const found = items.find(({ chance }) => {
    point -= chance
    return point < 0
  })
  const [first] = items
  if (first === undefined) throw new RangeError('the corpus is empty')
  return found ?? first
}

export type Item = Instance & {
  readonly source: Int32Array
  readonly bags: Int32Array
  readonly next: Int32Array
}

export function itemFrom(instance: Instance, encoding: SourceEncoding): Item {
  const source = encoding.encode(instance.task)
  return { ...instance, source, ...encodeTarget(instance.ids, instance.task.signature) }
}

/** `count` items of one kind of programs. */
export function drawItems(
  draw: (random: Random) => Program,
  encoding: SourceEncoding,
  random: Random,
  count: number,
): Item[] {
  const items: Item[] = []
  for (let tries = 0; items.length < count; tries++) {
    if (tries > 50 * count) throw new RangeError('hardly any program of the corpus has examples')
    const instance = instanceOf(draw(random), random)
    if (instance !== null && instance.ids.length <= maxSymbols)
      items.push(itemFrom(instance, encoding))
  }
  return items
}

/** A pool of items as batches of like length, in an order of its own. */
export function batchesOf(items: readonly Item[], size: number, random: Random): Batch[] {
  const sorted = [...items].sort(
    (a, b) =>
      padded(a.next.length, 4) - padded(b.next.length, 4) || a.source.length - b.source.length,
  )
  const batches: Batch[] = []
  for (let i = 0; i + size <= sorted.length; i += size)
    batches.push(batchFrom(sorted.slice(i, i + size), random))
  for (let i = batches.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const [a, b] = [batches[i], batches[j]]
    if (a && b) [batches[i], batches[j]] = [b, a]
  }
  return batches
}

/** Each item's label is one symbol of its program, a root every fourth time. */
export function batchFrom(items: readonly Item[], random: Random): Batch {
  const sourceLength = padded(Math.max(...items.map(({ source }) => source.length / sourceBag)), 8)
  const targetLength = padded(Math.max(...items.map(({ next }) => next.length)), 4)
  const batch: Batch = {
    task: 'solve',
    source: new Int32Array(items.length * sourceLength * sourceBag),
    target: new Int32Array(items.length * targetLength * targetBag),
    next: new Int32Array(items.length * targetLength),
    labels: new Int32Array(items.length),
    batch: items.length,
    sourceLength,
    targetLength,
  }
  for (const [i, { source, bags, next, ids }] of items.entries()) {
    batch.source.set(source, i * sourceLength * sourceBag)
    batch.target.set(bags, i * targetLength * targetBag)
    batch.next.set(next, i * targetLength)
    batch.labels?.fill(labelOf(ids, random), i, i + 1)
  }
  return batch
}

/** The root's class is its symbol, that of others comes after all roots. */
export function labelOf(ids: readonly number[], random: Random): number {
  if (ids.length === 1 || random.below(rootLabels) === 0) return ids[0] ?? 0
  return symbolCount + (ids[1 + random.below(ids.length - 1)] ?? 0)
}

function padded(length: number, step: number): number {
  return Math.ceil(length / step) * step
}
