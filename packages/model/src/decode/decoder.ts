// Decoding token by token: the encoder and the projections of its memory run once per source, then one
// short tape per token. Self-attention keeps its keys and values, RWKV-7 its state, so a step costs the
// same arithmetic as one row of a whole pass and gives the same logits. Nothing here chooses tokens.
import { ZooidError } from '@zooid/base'
import type { Kernel, Tensor } from '@zooid/kernel'
import { fillAxis, fillPlanes, type Network } from '../network.ts'
import { type Role, UnsupportedGenomeError } from '../plan/program.ts'
import { play } from '../plan/tape.ts'
import { type DecoderShape, type Kept, planDecoder } from './plan-decoder.ts'

export type { DecoderShape } from './plan-decoder.ts'

export type Decoder = {
  readonly network: Network
  readonly shape: Required<DecoderShape>
  /** Sources times beams; beam b of source s is row s * beams + b. */
  readonly rows: number
  /** Reads the sources, (sources, sourceLength, bag) ids, and forgets all tokens. @throws {DecodeError} */
  readonly start: (source: ArrayLike<number>) => void
  /** Gives each row its next token (or bag); logits are those of the token after it. @throws {DecodeError} */
  readonly step: (tokens: ArrayLike<number>) => void
  /** Tokens each row has seen. */
  readonly position: () => number
  /** (V) of one row, in the kernel's memory until the next step. */
  readonly logits: (row: number) => Tensor
  /** (sources, classes) what the fast head said at `start`; undefined without a head on the source. */
  readonly head: () => Float32Array | undefined
  /** Row r becomes a copy of row parents[r] of the same source: its tokens, caches and states. */
  readonly reorder: (parents: ArrayLike<number>) => void
  /** Bytes that stay from step to step. */
  readonly stateBytes: number
  /** Gives the memory back. */
  readonly close: () => void
}

/** @throws {DecodeError | UnsupportedGenomeError | ArenaFullError} */
export function createDecoder(network: Network, options: DecoderShape): Decoder {
  const shape = { sources: 1, beams: 1, ...options }
  const { kernel, heap, program } = network
  for (const [name, value] of Object.entries(shape))
    if (!Number.isSafeInteger(value) || value < 1) throw new DecodeError(`${name} is ${value}`)
  if (program.text === undefined || !program.inputs.has('target'))
    throw new UnsupportedGenomeError('the network has no decoder')
  const trial = planDecoder(network, shape, 2 ** 32)
  const memory = heap.allocate(trial.bytes)
  const plan = planDecoder(network, shape, memory)
  const rows = shape.sources * shape.beams
  const u32 = (tensor: Tensor) => kernel.view({ ...tensor, dtype: 'u32' as const })
  let position = -1

  const bagOf = (role: Role) => program.bags.get(role) ?? { size: 1, ...program }
  const checked = (id: number, { vocabulary }: { readonly vocabulary: number }) => {
    if (!(id >= 0 && id < vocabulary))
      throw new DecodeError(`token ${id} is outside the vocabulary of ${vocabulary}`)
    return id
  }
  return {
    network,
    shape,
    rows,
    start: (source) => {
      const bag = bagOf('source')
      const wanted = plan.source === undefined ? 0 : shape.sources * shape.sourceLength * bag.size
      if (source.length !== wanted)
        throw new DecodeError(`${source.length} source ids, not ${wanted}`)
      if (plan.source !== undefined) {
        const ids = u32(plan.source.ids)
        fillPlanes(ids, bag.size, (i) => checked(source[i] ?? -1, bag))
        fillAxis(
          ids.subarray(0, ids.length / bag.size),
          shape.sourceLength,
          u32(plan.source.axis.mask),
          kernel.f32(plan.source.axis.pool),
        )
      }
      for (const { tensor, number } of plan.constants) kernel.f32(tensor).fill(number)
      for (const { tensor, zeroed } of plan.kept) if (zeroed) kernel.f32(tensor).fill(0)
      play(kernel, plan.startCalls)
      position = 0
    },
    step: (tokens) => {
      if (position < 0) throw new DecodeError('no source was given to start')
      if (position >= shape.maxLength) throw new DecodeError(`more than ${shape.maxLength} tokens`)
      const bag = bagOf('target')
      if (tokens.length !== rows * bag.size)
        throw new DecodeError(`${tokens.length} tokens for ${rows} rows`)
      fillPlanes(u32(plan.ids), bag.size, (i) => checked(tokens[i] ?? -1, bag))
      u32(plan.positions).fill(position)
      position++
      u32(plan.lengths).fill(position)
      for (const move of plan.moves) move(position - 1)
      play(kernel, plan.stepCalls)
    },
    position: () => Math.max(0, position),
    logits: (row) => {
      const [, classes = 0] = plan.logits.shape
      return { offset: plan.logits.offset + 4 * row * classes, shape: [classes], dtype: 'f32' }
    },
    head: () => plan.head && kernel.f32(plan.head).slice(),
    reorder: (parents) => reorder(kernel, plan.kept, Math.max(0, position), parents),
    stateBytes: plan.stateBytes,
    close: () => heap.free(memory),
  }
}

/** Rows that stay cost nothing; the rest is read before anything is written. */
function reorder(
  kernel: Kernel,
  kept: readonly Kept[],
  position: number,
  parents: ArrayLike<number>,
): void {
  const moved = Array.from(parents, (parent, row) => [row, parent] as const).filter(
    ([row, parent]) => row !== parent,
  )
  if (moved.length === 0) return
  for (const { tensor, used } of kept) {
    const [rows = 1] = tensor.shape
    const all = kernel.f32(tensor)
    const length = all.length / rows
    const copies = moved.map(([row, parent]) => {
      const from = parent * length
      return [row, all.slice(from, from + used(position))] as const
    })
    for (const [row, copy] of copies) all.set(copy, row * length)
  }
}

/** A decoder was used against its shape. */
export class DecodeError extends ZooidError {
  override readonly name = 'DecodeError'
  constructor(message: string) {
    super('model.decode', message, { status: 400 })
  }
}
