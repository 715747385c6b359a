// The forward half of a plan: every included step of the network gets a place and its op's calls.
import { addScaled, scale, type Tensor } from '@zooid/kernel'
import {
  type Backward,
  type Build,
  type OpCall,
  type Planner,
  segmentTensor,
  type Value,
} from './build.ts'
import type { Layout } from './layout.ts'
import { type Program, tensorShape } from './program.ts'

/** Offsets in bytes of the blocks that a plan reads and writes. */
export type Blocks = {
  /** Where activations may lie. */
  readonly workspace: number
  readonly weights: number
  /** Where gradients are added; without it the plan has no backward pass. */
  readonly gradients: number | undefined
}

export type ForwardOptions = {
  readonly program: Program
  readonly layout: Layout
  readonly blocks: Blocks
  readonly build: Build
  readonly planner: Planner
  /** Binds the symbols of shapes. */
  readonly bound: (symbol: string) => number
  /** Steps that are run. */
  readonly includes: (step: number) => boolean
  /** Values that are there already: the inputs, and what an earlier plan left. */
  readonly given: ReadonlyMap<number, Value>
  /** Whether a value must outlive its last reader. */
  readonly holds: (step: number) => boolean
  /** How an op is lowered. */
  readonly lower: (op: string, call: OpCall) => Backward | undefined
}

export type Forward = {
  /** @throws {RangeError} for a step that was not included */
  readonly at: (step: number) => Value
  readonly backwards: ReadonlyMap<number, { readonly run: Backward; readonly give: () => void }>
  /** Set while the backward pass is planned; what `OpCall.into` answers. */
  into: (step: number) => ReturnType<OpCall['into']>
}

export function planForward(options: ForwardOptions): Forward {
  const { program, layout, blocks, build, planner, includes } = options
  const { steps, readers, residual } = program
  const values = new Map(options.given)
  /** Buffers that go with their step; a value that lives in another's buffer is not here. */
  const owned = new Map<number, Tensor>()
  const backwards = new Map<number, { run: Backward; give: () => void }>()
  const at = (step: number): Value => {
    const value = values.get(step)
    if (value === undefined) throw new RangeError(`step ${step} has no value here`)
    return value
  }
  const forward: Forward = {
    at,
    backwards,
    into: () => {
      throw new RangeError('no backward pass is being planned')
    },
  }
  const free = (step: number) => {
    const tensor = owned.get(step)
    owned.delete(step)
    if (tensor !== undefined) planner.give(tensor)
  }
  /** A residual add is free when the op before it writes onto the stream, or begins with it. */
  const outputOf = (
    i: number,
    dims: readonly number[],
    value: (tensor: Tensor) => Value,
  ): Pick<OpCall, 'out' | 'start'> => {
    const onto = residual.get(i)
    if (onto === undefined) {
      const own = planner.take(rowsAndWidth(dims))
      owned.set(i, own)
      values.set(i, value(own))
      return { out: own, start: 'zero' }
    }
    const stream = at(onto.stream).tensor
    const others = (readers[onto.stream] ?? []).filter((reader) => reader !== onto.add)
    // Training needs every stage of the stream again in the backward pass.
    const inPlace =
      !build.training && owned.has(onto.stream) && others.every((reader) => reader < i)
    if (inPlace) owned.delete(onto.stream)
    const out = inPlace ? stream : planner.take(rowsAndWidth(dims))
    owned.set(onto.add, out)
    values.set(onto.add, value(out))
    values.set(i, value(out))
    return { out, start: inPlace ? 'accumulate' : stream }
  }

  for (const [i, step] of steps.entries()) {
    const { source } = step
    if (source.kind !== 'op' || !includes(i)) continue
    const shape = tensorShape(step) ?? []
    const dims = shape.map((dim) => (typeof dim === 'number' ? dim : options.bound(dim)))
    const axis = typeof shape[1] === 'string' ? shape[1] : undefined
    const value = (tensor: Tensor): Value => ({ tensor, dims, axis })
    if (source.op === 'add') {
      // An op that ends in this add has already written the sum.
      if (!values.has(i))
        add(
          build,
          source.args.map((arg) => at(arg).tensor),
          outputOf(i, dims, value).out,
        )
      if (build.training) backwards.set(i, { run: () => {}, give: () => free(i) })
    } else {
      const { out, start } = outputOf(i, dims, value)
      const segment = (offset: number | undefined, parts: string) => {
        const names = parts.split(' ').map((part) => source.params[part])
        const found = layout.segments.get(names.join(' '))
        if (found === undefined || offset === undefined)
          throw new RangeError(`${source.op} has no parameter ${parts}`)
        return segmentTensor(offset, found)
      }
      const run = options.lower(source.op, {
        attrs: source.attrs,
        inputs: source.args.map(at),
        out,
        start,
        weight: (parts) => segment(blocks.weights, parts),
        gradient: (parts) => segment(blocks.gradients, parts),
        into: (input) => forward.into(source.args[input] ?? -1),
      })
      if (run !== undefined) backwards.set(i, { run, give: () => free(i) })
    }
    if (build.training) continue
    for (const arg of [...source.args, i])
      if ((readers[arg]?.at(-1) ?? arg) <= i && !options.holds(arg)) free(arg)
  }
  return forward
}

function add(build: Build, [a, b]: readonly Tensor[], out: Tensor): void {
  if (a === undefined || b === undefined) return
  scale(build.kernel, a, out, 1)
  addScaled(build.kernel, out, b, 1)
}

/** Rows flattened: f32[B, T, D] is (B T, D). */
function rowsAndWidth(dims: readonly number[]): [number, number] {
  return [dims.slice(0, -1).reduce((size, dim) => size * dim, 1), dims.at(-1) ?? 1]
}
