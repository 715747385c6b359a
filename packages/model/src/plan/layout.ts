// Where every parameter lies in the one block of weights, and, at the same place, its gradient and its
// moments in theirs. Parameters that are read by one product (wq wk wv) lie side by side as one wide
// matrix, so a named tensor may be columns of a wider one; reading and writing by name stays exact.
// Blocks are ordered by how the optimiser treats them, so that an update is a few long calls.
import { ZooidError } from '@zooid/base'
import type { Lowered, Parameter } from '@zooid/genome'

/** Numbers of one parameter within the block: `rows` rows of `columns`, `stride` apart. */
export type Place = {
  readonly name: string
  readonly shape: readonly number[]
  readonly at: number
  readonly rows: number
  readonly columns: number
  readonly stride: number
}

/** A matrix or vector as kernels see it: one parameter or several side by side. */
export type Segment = {
  readonly names: readonly string[]
  readonly at: number
  readonly shape: readonly number[]
}

/** A run of the block that the optimiser treats alike. */
export type Group = {
  readonly from: number
  readonly length: number
  readonly decays: boolean
  /** Factor on the learning rate. */
  readonly rate: number
}

export type Layout = {
  /** Numbers in the block, gaps between segments included (those stay 0). */
  readonly length: number
  readonly places: ReadonlyMap<string, Place>
  /** Segments by the names they hold, joined by a space. */
  readonly segments: ReadonlyMap<string, Segment>
  readonly groups: readonly Group[]
}

/** How an op wants its parameters: which lie side by side, which decay, which learn faster. */
export type ParameterRules = {
  readonly together?: readonly (readonly string[])[]
  /** Parts that decay though an exception is made for the rest of the op. @default every matrix */
  readonly decays?: (part: string) => boolean
  /** @default 1 */
  readonly rate?: (part: string) => number
}

/** Segments start on a cache line. */
const lineNumbers = 16

type Draft = {
  readonly parameters: readonly Parameter[]
  readonly decays: boolean
  readonly rate: number
}

/** @throws {LayoutError} when parameters that belong together have different heights */
export function layOut(lowered: Lowered, rulesOf: (op: string) => ParameterRules): Layout {
  const byName = new Map(lowered.parameters.map((parameter) => [parameter.name, parameter]))
  const drafts: Draft[] = []
  const seen = new Set<string>()
  for (const { source } of lowered.steps) {
    if (source.kind !== 'op') continue
    const rules = rulesOf(source.op)
    const together = rules.together ?? []
    const alone = Object.keys(source.params).filter((part) => !together.flat().includes(part))
    for (const parts of [...together, ...alone.map((part) => [part])]) {
      const parameters = parts.flatMap((part) => byName.get(source.params[part] ?? '') ?? [])
      const [first] = parameters
      const [part] = parts
      if (first === undefined || part === undefined || seen.has(first.name)) continue
      for (const { name } of parameters) seen.add(name)
      const matrix = first.shape.length > 1
      const decays = matrix && (rules.decays?.(part) ?? true)
      drafts.push({ parameters, decays, rate: rules.rate?.(part) ?? 1 })
    }
  }
  const kind = ({ decays, rate }: Draft) => (decays ? 0 : 1) + rate * 2
  // Sorting is stable: within a kind the order is the network's.
  return place(drafts.toSorted((a, b) => kind(a) - kind(b)))
}

function place(drafts: readonly Draft[]): Layout {
  const places = new Map<string, Place>()
  const segments = new Map<string, Segment>()
  const groups: Group[] = []
  let at = 0
  for (const { parameters, decays, rate } of drafts) {
    const names = parameters.map(({ name }) => name)
    const widths = parameters.map(({ shape }) => shape.at(-1) ?? 1)
    const stride = widths.reduce((sum, width) => sum + width, 0)
    const [first] = parameters
    const rows = heightOf(first?.shape ?? [])
    let column = 0
    for (const [i, { name, shape }] of parameters.entries()) {
      if (heightOf(shape) !== rows) throw new LayoutError(names)
      const columns = widths[i] ?? 1
      places.set(name, { name, shape, at: at + column, rows, columns, stride })
      column += columns
    }
    const shape = parameters.length === 1 ? (first?.shape ?? []) : [rows, stride]
    segments.set(names.join(' '), { names, at, shape })
    const length = Math.ceil((rows * stride) / lineNumbers) * lineNumbers
    const group = groups.at(-1)
    if (group?.decays === decays && group.rate === rate)
      groups[groups.length - 1] = { ...group, length: group.length + length }
    else groups.push({ from: at, length, decays, rate })
    at += length
  }
  return { length: at, places, segments, groups }
}

function heightOf(shape: readonly number[]): number {
  return shape.slice(0, -1).reduce((size, dim) => size * dim, 1)
}

/** Copies a parameter out of a block, row by row. */
export function readPlace(block: Float32Array, place: Place): Float32Array {
  const { at, rows, columns, stride } = place
  const out = new Float32Array(rows * columns)
  for (let r = 0; r < rows; r++)
    out.set(block.subarray(at + r * stride, at + r * stride + columns), r * columns)
  return out
}

/** Copies a parameter into a block. */
export function writePlace(block: Float32Array, place: Place, data: Float32Array): void {
  const { at, rows, columns, stride } = place
  for (let r = 0; r < rows; r++)
    block.set(data.subarray(r * columns, (r + 1) * columns), at + r * stride)
}

/** Parameters of one op do not fit beside each other; a bug in the op's rules. */
export class LayoutError extends ZooidError {
  override readonly name = 'LayoutError'
  constructor(names: readonly string[]) {
    super('model.layout', `${names.join(', ')} have different heights and cannot lie side by side`)
  }
}
