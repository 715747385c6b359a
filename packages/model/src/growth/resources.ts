// What training a network would take, before anything is allocated: bytes from the very plan that a step
// would play (recorded over places that do not exist), work from the genome's cost rule, time from a
// measured rate. A growth that does not fit is refused here and not by a crash halfway.
import { ZooidError } from '@zooid/base'
import { costOf, type Expr, lower } from '@zooid/genome'
import { headWidth, type Kernel } from '@zooid/kernel'
import { parameterRules } from '../ops/index.ts'
import { layOut } from '../plan/layout.ts'
import { createPlan, type PlanShape } from '../plan/plan.ts'
import { programOf } from '../plan/program.ts'

export type ResourcePlan = {
  /** Numbers that are trained. */
  readonly parameters: number
  /** In the kernel's memory, except `snapshot`: the gate's copy of weights and moments on the host. */
  readonly bytes: {
    readonly weights: number
    readonly gradients: number
    readonly moments: number
    readonly activations: number
    readonly snapshot: number
    readonly total: number
  }
  /** Of one step, forward and backward. */
  readonly multiplyAdds: number
  /** Tokens of source and target in one step. */
  readonly tokens: number
}

/** @throws {UnsupportedGenomeError | UnsupportedOpError} when the genome is no network to train */
export function planResources(kernel: Kernel, genome: Expr, shape: PlanShape): ResourcePlan {
  const program = programOf(lower(genome))
  const layout = layOut(program.lowered, parameterRules)
  const block = 4 * layout.length
  const nowhere = {
    offset: 0,
    shape: [Math.max(shape.sourceLength, shape.targetLength), headWidth / 2],
    dtype: 'f32',
  } as const
  const plan = createPlan({
    kernel,
    program,
    layout,
    shape,
    // Side by side: ops refuse operands that overlap, even in a plan that nobody plays.
    blocks: { weights: 0, gradients: block, workspace: 2 * block },
    rope: { cosine: nowhere, sine: nowhere },
    smoothing: 0,
    threads: kernel.threads.count,
  })
  const bytes = {
    weights: block,
    gradients: block,
    moments: 2 * block,
    activations: plan.bytes,
    snapshot: 3 * block,
  }
  const { batch: B, sourceLength: S, targetLength: T } = shape
  return {
    parameters: [...layout.places.values()].reduce((sum, p) => sum + p.rows * p.columns, 0),
    bytes: { ...bytes, total: Object.values(bytes).reduce((sum, part) => sum + part, 0) },
    // Backward makes two products where forward makes one.
    multiplyAdds: 3 * costOf(genome, { B, S, T }),
    tokens: B * (S + T),
  }
}

export type Room = {
  /** Free for this network on this machine. */
  readonly memoryBytes: number
  /** Measured while training, e.g. multiply-adds of a step over its seconds. */
  readonly multiplyAddsPerSecond: number
  /** Tokens the network should see before it grows again. */
  readonly tokens: number
  /** Longest time that may take. */
  readonly maxSeconds: number
}

/** Seconds to see that many tokens. */
export function trainingSeconds(plan: ResourcePlan, tokens: number, rate: number): number {
  return ((tokens / plan.tokens) * plan.multiplyAdds) / rate
}

/** @throws {NoRoomError} when the network would not fit the memory or the time */
export function expectRoom(plan: ResourcePlan, room: Room): void {
  const { memoryBytes, multiplyAddsPerSecond, tokens, maxSeconds } = room
  // Written so that a NaN is refused too.
  if (!(plan.bytes.total <= memoryBytes))
    throw new NoRoomError(
      'memory',
      `training takes ${plan.bytes.total} bytes and ${memoryBytes} are free`,
      'take a smaller batch, raise the memory, or stay at this size',
    )
  const seconds = trainingSeconds(plan, tokens, multiplyAddsPerSecond)
  if (!(seconds <= maxSeconds))
    throw new NoRoomError(
      'time',
      `${tokens} tokens would take ${Math.round(seconds)} s and ${maxSeconds} s are allowed`,
      'allow more time, use more threads, or stay at this size',
    )
}

/** A network is too large for this machine. */
export class NoRoomError extends ZooidError {
  override readonly name = 'NoRoomError'
  readonly lacks: 'memory' | 'time'
  constructor(lacks: 'memory' | 'time', message: string, hint: string) {
    super(`growth.no_${lacks}`, message, { status: 507, hint })
    this.lacks = lacks
  }
}
