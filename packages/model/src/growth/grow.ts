// Exact growth: the weights of a larger network that says what the smaller one says. Width, heads, hidden
// units, ranks, layers and vocabulary grow in one step; moments grow with them. Pure functions over
// weights: no network runs here. Checked by grow.test.ts on logits and on held-out loss.
import { type Expr, lower, nestsIn, type Parameter, parametersOf } from '@zooid/genome'
import { initialWeights } from '../init.ts'
import { programOf } from '../plan/program.ts'
import type { HostTensor, OptimizerState, Weights } from '../types.ts'
import { expectSilentLayers, expectSilentTokens } from './layers.ts'
import { padZero, silence, sizeOf, writeLeading } from './pad.ts'
import { expectExactNorm, GrowthError, growthRule } from './rules.ts'
import { isTable, type TokenParts, unmetBias, writeMeans } from './vocabulary.ts'

export type GrowthStep = {
  readonly from: Expr
  readonly to: Expr
  /** Of the numbers that are added. */
  readonly seed: number
  /** What each added token is made of. Tokens that are not listed wait for `wakeTokens`. */
  readonly tokenParts?: TokenParts
}

/** @throws {GrowthError} when `from` does not nest in `to`, or nobody proved that growth exact */
export function growWeights(weights: Weights, step: GrowthStep): Weights {
  const { from, to, seed } = step
  const parameters = nestedParameters(from, to)
  expectSilentLayers(from, to)
  expectSilentTokens(from, to)
  const fresh = initialWeights(programOf(lower(to)), seed)
  return new Map(
    parameters.map(({ small, large }): [string, HostTensor] => {
      const { name, shape } = large
      // Nobody else holds the birth, so it is written over in place.
      const data = fresh.get(name)?.data ?? new Float32Array(sizeOf(shape))
      if (small === undefined) {
        if (growthRule(large).writer) data.fill(0)
      } else growTensor(data, { small, large, step, old: dataOf(weights, small) })
      return [name, { shape, data }]
    }),
  )
}

/** Turns a tensor at birth into the old one, enlarged. */
function growTensor(
  data: Float32Array,
  growing: {
    readonly small: Parameter
    readonly large: Parameter
    readonly step: GrowthStep
    readonly old: Float32Array
  },
): void {
  const { small, large, step, old } = growing
  const { from, to, tokenParts = new Map() } = step
  const { op, shape } = large
  if (op === 'rms_norm')
    expectExactNorm({ genome: from, parameter: small }, { genome: to, parameter: large })
  for (const axis of growthRule(large).silent) silence(data, shape, axis, small.shape[axis] ?? 0)
  if (op === 'unembed' && !isTable(large)) data.fill(unmetBias)
  const [rows = 0, columns = 0] = small.shape
  const [allRows = 0, width = 0] = shape
  if (isTable(large)) data.fill(0, rows * width)
  writeLeading(data, shape, old, small.shape)
  if (!isTable(large)) return
  if ([...tokenParts.keys()].some((id) => id < rows || id >= allRows))
    throw new GrowthError(`a token of ${large.name} that is not new would be moved`)
  writeMeans(data, { width, columns }, tokenParts)
}

/**
 * Moments of the larger network: the old ones, and 0 for what is added. The count of steps goes on, so
 * new numbers take at most about twice the usual step while their moments fill.
 * @throws {GrowthError}
 */
export function growOptimizer(
  { step, m, v }: OptimizerState,
  { from, to }: Pick<GrowthStep, 'from' | 'to'>,
): OptimizerState {
  const parameters = nestedParameters(from, to)
  const pad = (moments: Weights): Weights =>
    new Map(
      parameters.map(({ small, large: { name, shape } }): [string, HostTensor] => {
        const data =
          small === undefined
            ? new Float32Array(sizeOf(shape))
            : padZero(dataOf(moments, small), small.shape, shape)
        return [name, { shape, data }]
      }),
    )
  return { step, m: pad(m), v: pad(v) }
}

type Pair = { readonly small: Parameter | undefined; readonly large: Parameter }

function nestedParameters(from: Expr, to: Expr): readonly Pair[] {
  if (!nestsIn(from, to))
    throw new GrowthError('the smaller network is not a leading block of the larger one')
  const small = new Map(parametersOf(from).map((parameter) => [parameter.name, parameter]))
  return parametersOf(to).map((large) => ({ small: small.get(large.name), large }))
}

function dataOf(weights: Weights, { name, shape }: Parameter): Float32Array {
  const tensor = weights.get(name)
  if (tensor === undefined || tensor.data.length !== sizeOf(shape))
    throw new GrowthError(`${name} is missing or is not [${shape}]`)
  return tensor.data
}
