// A lowered genome seen as a graph: which step reads which, what the inputs and outputs mean, and which
// ops may write straight on top of a residual stream. Shapes stay symbolic here; a plan binds them.
import { ZooidError } from '@zooid/base'
import type { Lowered, LoweredStep } from '@zooid/genome'
import { modelOp } from '../ops/index.ts'

export type Role = 'source' | 'target'

export type Program = {
  readonly lowered: Lowered
  readonly steps: readonly LoweredStep[]
  /** Step of each input. */
  readonly inputs: ReadonlyMap<Role, number>
  /** Symbol of each input's time axis. */
  readonly axes: ReadonlyMap<Role, string>
  /** Steps whose values are the results: classes of the fast head, logits of the decoder. */
  readonly head: number | undefined
  readonly text: number | undefined
  /** What the decoder's logits are computed from; a view into the network for telemetry. */
  readonly hidden: number | undefined
  /** Of the text: what is written, and read where positions are no bags. */
  readonly vocabulary: number
  /** Ids of an input lie below `vocabulary`; `bag` of them are one position. */
  readonly bags: ReadonlyMap<Role, { readonly size: number; readonly vocabulary: number }>
  readonly classes: number
  /** Steps that read each step's value, in order; results count as a reader after the end. */
  readonly readers: readonly (readonly number[])[]
  /** For an op that writes on top of a residual stream: its add, and the stream's step. */
  readonly residual: ReadonlyMap<number, { readonly add: number; readonly stream: number }>
}

/** @throws {UnsupportedGenomeError | UnsupportedOpError} when it is no network this package can run */
export function programOf(lowered: Lowered): Program {
  const { steps } = lowered
  const outputs = [lowered.output].flat(8) as number[]
  const readers = steps.map((): number[] => [])
  for (const [i, { source }] of steps.entries()) {
    if (source.kind === 'literal') throw new UnsupportedGenomeError('a network holds no literals')
    if (source.kind !== 'op') continue
    if (source.op !== 'add') modelOp(source.op)
    for (const arg of source.args) readers[arg]?.push(i)
  }
  for (const output of outputs) readers[output]?.push(steps.length)
  const result = (rank: number) =>
    outputs.find((output) => tensorShape(steps[output])?.length === rank)
  const [head, text] = [result(2), result(3)]
  const { inputs, axes } = inputsOf(steps, text)
  const widthOf = (step: number | undefined) =>
    Number(step === undefined ? 0 : (tensorShape(steps[step])?.at(-1) ?? 0))
  const vocabulary = vocabularyOf(steps)
  const last = text === undefined ? undefined : steps[text]?.source
  return {
    lowered,
    steps,
    inputs,
    axes,
    head,
    text,
    hidden: last?.kind === 'op' ? last.args[0] : undefined,
    vocabulary,
    bags: bagsOf(steps, inputs, vocabulary),
    classes: widthOf(head),
    readers,
    residual: residuals(steps, readers),
  }
}

/** Steps whose values change with an input. */
export function dependsOn(program: Program, role: Role): ReadonlySet<number> {
  const found = new Set<number>()
  const input = program.inputs.get(role)
  for (const [i, { source }] of program.steps.entries())
    if (i === input || (source.kind === 'op' && source.args.some((arg) => found.has(arg))))
      found.add(i)
  return found
}

export function tensorShape(step: LoweredStep | undefined): readonly (number | string)[] | null {
  return step?.type.kind === 'tensor' ? step.type.shape : null
}

function inputsOf(steps: readonly LoweredStep[], text: number | undefined) {
  const found = steps.flatMap((step, i) => (step.source.kind === 'input' ? [i] : []))
  const symbols = found.map((i) => {
    const { type } = steps[i] ?? {}
    const time = type?.kind === 'tensor' && type.dtype === 'i32' ? type.shape[1] : undefined
    const bag = type?.kind === 'tensor' ? type.shape[2] : undefined
    if (type?.kind !== 'tensor' || type.shape.length > 3 || typeof time !== 'string')
      throw new UnsupportedGenomeError('an input is no i32[B, T] of token ids')
    if (bag !== undefined && typeof bag !== 'number')
      throw new UnsupportedGenomeError('the size of a bag is no number')
    return time
  })
  const textAxis = text === undefined ? undefined : tensorShape(steps[text])?.[1]
  const roles: Role[] =
    found.length === 2 ? ['source', 'target'] : symbols[0] === textAxis ? ['target'] : ['source']
  if (found.length !== roles.length || new Set(symbols).size !== symbols.length)
    throw new UnsupportedGenomeError('a network reads a source, a target or both, of own lengths')
  return {
    inputs: new Map(roles.map((role, i) => [role, found[i] ?? 0])),
    axes: new Map(roles.map((role, i) => [role, symbols[i] ?? ''])),
  }
}

/** Token ids below this are valid everywhere. */
function vocabularyOf(steps: readonly LoweredStep[]): number {
  const sizes = steps.flatMap(({ source }) =>
    source.kind === 'op' &&
    (source.op === 'unembed' || (source.op === 'embed' && source.attrs.bag === 1))
      ? [Number(source.attrs.vocab)]
      : [],
  )
  return sizes.length === 0 ? 0 : Math.min(...sizes)
}

function bagsOf(
  steps: readonly LoweredStep[],
  inputs: ReadonlyMap<Role, number>,
  vocabulary: number,
): Program['bags'] {
  return new Map(
    [...inputs].map(([role, input]) => {
      const size = tensorShape(steps[input])?.[2]
      if (typeof size !== 'number') return [role, { size: 1, vocabulary }]
      const sizes = steps.flatMap(({ source }) =>
        source.kind === 'op' && source.op === 'embed' && source.args[0] === input
          ? [Number(source.attrs.vocab)]
          : [],
      )
      return [role, { size, vocabulary: Math.min(...sizes) }]
    }),
  )
}

function residuals(steps: readonly LoweredStep[], readers: readonly (readonly number[])[]) {
  const found = new Map<number, { add: number; stream: number }>()
  const taken = new Set<number>()
  for (const [i, { source }] of steps.entries()) {
    if (source.kind !== 'op' || source.op === 'add' || !modelOp(source.op).accumulates) continue
    const [add, ...others] = readers[i] ?? []
    if (add === undefined || others.length > 0 || taken.has(add)) continue
    const reader = steps[add]?.source
    if (reader?.kind !== 'op' || reader.op !== 'add') continue
    const stream = reader.args.find((arg) => arg !== i)
    if (stream === undefined || stream > i || source.args.includes(stream)) continue
    taken.add(add)
    found.set(i, { add, stream })
  }
  return found
}

/** The genome is valid but no network of tokens. */
export class UnsupportedGenomeError extends ZooidError {
  override readonly name = 'UnsupportedGenomeError'
  constructor(why: string) {
    super('model.unsupported_genome', why, {
      hint: 'A network takes token ids and gives f32[B, classes], f32[B, T, vocab] or both.',
      status: 422,
    })
  }
}
