// The rule head, fitted to what it is used for: weights that, times the corpus's own, share out what is legal
// in each place. Training meets one sampled symbol per task; here every symbol of many tasks counts, over the
// finished encoder, so this is a convex fit that takes a minute. The decoder is left as it is.
import { createRandom, type HostTensor, type Network, type Random } from '@zooid/model'
import { advance, legalAt, startCursor } from '../encoding/cursor.ts'
import { symbolCount } from '../language/grammar.ts'
import { ruleClasses } from './architecture.ts'
import type { RuleTable } from './rule-table.ts'
import { logSum } from './rule-weights.ts'
import { batchFrom, type Item } from './stream.ts'

export type RuleFit = {
  /** Nats per symbol on the held-out items, before the fit and after it. */
  readonly before: number
  readonly after: number
}

const names = { weights: 'head.linear.w', bias: 'head.linear.b' } as const
const batchSize = 32
const tasksPerUpdate = 64
const epochs = 6
const learningRate = 4e-3
const decay = 1e-4

/** What one place of one program wanted, and what it might have been. */
type Choice = {
  readonly task: number
  readonly group: number
  readonly legal: readonly number[]
  /** Of the corpus alone, by `legal`. */
  readonly base: Float32Array
  readonly wanted: number
}

/** Changes the network's rule head in place, unless the held-out items say that it got worse. */
export function fitRuleHead(
  network: Network,
  table: RuleTable,
  training: readonly Item[],
  heldOut: readonly Item[],
  seed: number,
): RuleFit {
  const before = network.readWeights()
  const [weights, bias] = [before.get(names.weights), before.get(names.bias)]
  if (weights === undefined || bias === undefined) throw new RangeError('there is no rule head')
  const [width = 0] = weights.shape
  const pooled = pooledMemory(network, [...training, ...heldOut], { weights, bias })
  const choices = choicesOf(training, table, 0)
  const exam = choicesOf(heldOut, table, training.length)
  // (class, width), then one bias per class: the transpose of the parameter.
  const head = new Float32Array(ruleClasses * (width + 1))
  for (let c = 0; c < ruleClasses; c++) {
    for (let i = 0; i < width; i++)
      head[c * (width + 1) + i] = weights.data[i * ruleClasses + c] ?? 0
    head[c * (width + 1) + width] = (bias.data[c] ?? 0) - (table.classes[c] ?? 0)
  }
  const first = surprise(head, pooled, width, exam)
  let best = { nats: first, head: head.slice() }
  const random = createRandom(seed, 'rule-head')
  const optimiser = { m: new Float32Array(head.length), v: new Float32Array(head.length), step: 0 }
  for (let epoch = 0; epoch < epochs; epoch++) {
    fitOnce({ head, pooled, width, optimiser, random }, choices, 1 - epoch / epochs)
    const nats = surprise(head, pooled, width, exam)
    if (nats < best.nats) best = { nats, head: head.slice() }
  }
  const fitted = {
    weights: Float32Array.from(weights.data, (_, at) => {
      const [i, c] = [Math.floor(at / ruleClasses), at % ruleClasses]
      return best.head[c * (width + 1) + i] ?? 0
    }),
    // Whoever reads the head takes the classes' own logarithms off again.
    bias: Float32Array.from(
      bias.data,
      (_, c) => (best.head[c * (width + 1) + width] ?? 0) + (table.classes[c] ?? 0),
    ),
  }
  write(network, {
    weights: { ...weights, data: fitted.weights },
    bias: { ...bias, data: fitted.bias },
  })
  return { before: first, after: best.nats }
}

type Head = { readonly weights: HostTensor; readonly bias: HostTensor }

function write(network: Network, { weights, bias }: Head): void {
  const all = new Map(network.readWeights())
  network.writeWeights(all.set(names.weights, weights).set(names.bias, bias))
}

/** What the head reads, per item: it says so itself while its weights are the identity. */
function pooledMemory(network: Network, items: readonly Item[], head: Head): Float32Array {
  const [width = 0] = head.weights.shape
  if (width > ruleClasses) throw new RangeError('the memory is wider than the rule head')
  const identity = Float32Array.from(head.weights.data, (_, at) =>
    Math.floor(at / ruleClasses) === at % ruleClasses ? 1 : 0,
  )
  write(network, {
    weights: { ...head.weights, data: identity },
    bias: { ...head.bias, data: new Float32Array(ruleClasses) },
  })
  const pooled = new Float32Array(items.length * width)
  const random = createRandom(0, 'unused')
  // Tasks of like length side by side, and no program to read.
  const order = items.map((_, i) => i).sort((a, b) => lengthOf(items[a]) - lengthOf(items[b]))
  for (let from = 0; from < order.length; from += batchSize) {
    const part = order.slice(from, from + batchSize)
    const batch = batchFrom(
      part.flatMap((i) => items[i] ?? []),
      random,
    )
    const { head: said } = network.forward({
      ...batch,
      target: new Int32Array(),
      next: new Int32Array(),
      targetLength: 0,
    })
    if (said === undefined) throw new RangeError('the network has no head')
    for (const [row, i] of part.entries())
      pooled.set(said.subarray(row * ruleClasses, row * ruleClasses + width), i * width)
  }
  write(network, head)
  return pooled
}

const lengthOf = (item: Item | undefined) => item?.source.length ?? 0

function choicesOf(items: readonly Item[], table: RuleTable, firstTask: number): Choice[][] {
  return items.map(({ ids, task }, i) => {
    const choices: Choice[] = []
    let cursor = startCursor(task.signature)
    for (const id of ids) {
      if (cursor.hole === null) break
      const { place } = cursor.hole
      const legal = legalAt(cursor)
      const base = Float32Array.from(legal, (s) => table.bigram[place * symbolCount + s] ?? 0)
      const group = place === 0 ? 0 : symbolCount
      choices.push({ task: firstTask + i, group, legal, base, wanted: legal.indexOf(id) })
      cursor = advance(cursor, id)
    }
    return choices
  })
}

/** Log-weights of what is legal, unnormalised. */
function weigh(
  head: Float32Array,
  pooled: Float32Array,
  width: number,
  choice: Choice,
): Float32Array {
  const { task, group, legal, base } = choice
  const from = task * width
  return base.map((weight, k) => {
    const at = (group + (legal[k] ?? 0)) * (width + 1)
    let sum = weight + (head[at + width] ?? 0)
    for (let i = 0; i < width; i++) sum += (head[at + i] ?? 0) * (pooled[from + i] ?? 0)
    return sum
  })
}

function surprise(
  head: Float32Array,
  pooled: Float32Array,
  width: number,
  tasks: readonly (readonly Choice[])[],
): number {
  let [sum, count] = [0, 0]
  for (const choice of tasks.flat()) {
    const weights = weigh(head, pooled, width, choice)
    sum += logSum(weights) - (weights[choice.wanted] ?? 0)
    count++
  }
  return sum / Math.max(1, count)
}

type Fit = {
  readonly head: Float32Array
  readonly pooled: Float32Array
  readonly width: number
  readonly optimiser: { m: Float32Array; v: Float32Array; step: number }
  readonly random: Random
}

/** One round over all tasks, by Adam. */
function fitOnce(fit: Fit, tasks: readonly (readonly Choice[])[], left: number): void {
  const { head, pooled, width, optimiser, random } = fit
  const order = tasks.map((_, i) => i)
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const [a, b] = [order[i] ?? 0, order[j] ?? 0]
    order[i] = b
    order[j] = a
  }
  const gradient = new Float32Array(head.length)
  for (let from = 0; from < order.length; from += tasksPerUpdate) {
    gradient.fill(0)
    const choices = order.slice(from, from + tasksPerUpdate).flatMap((i) => tasks[i] ?? [])
    for (const choice of choices) {
      const weights = weigh(head, pooled, width, choice)
      const offset = logSum(weights)
      const start = choice.task * width
      for (const [k, symbol] of choice.legal.entries()) {
        const chance = Math.exp((weights[k] ?? 0) - offset)
        const slope = (chance - (k === choice.wanted ? 1 : 0)) / choices.length
        if (Math.abs(slope) < 1e-7) continue
        const at = (choice.group + symbol) * (width + 1)
        for (let i = 0; i < width; i++)
          gradient[at + i] = (gradient[at + i] ?? 0) + slope * (pooled[start + i] ?? 0)
        gradient[at + width] = (gradient[at + width] ?? 0) + slope
      }
    }
    adam(head, gradient, optimiser, learningRate * left)
  }
}

function adam(
  x: Float32Array,
  gradient: Float32Array,
  state: Fit['optimiser'],
  rate: number,
): void {
  const { m, v } = state
  state.step++
  const [c1, c2] = [1 - 0.9 ** state.step, 1 - 0.98 ** state.step]
  for (let i = 0; i < x.length; i++) {
    const g = gradient[i] ?? 0
    const first = 0.9 * (m[i] ?? 0) + 0.1 * g
    const second = 0.98 * (v[i] ?? 0) + 0.02 * g * g
    m[i] = first
    v[i] = second
    const own = x[i] ?? 0
    x[i] = own - rate * (first / c1 / (Math.sqrt(second / c2) + 1e-8) + decay * own)
  }
}
