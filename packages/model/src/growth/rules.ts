// Which numbers of a parameter must be 0 at the moment it grows, so that the larger network says exactly
// what the smaller one said (residual coordinates, heads, hidden units and ranks are added silently).
// Every other new number may be anything; it is taken from a fresh birth, which is what lets it learn.
import { ZooidError } from '@zooid/base'
import { at, type Expr, type Parameter } from '@zooid/genome'

export type GrowthRule = {
  /** Axes along which what is added must be 0. */
  readonly silent: readonly number[]
  /** 0 altogether in a layer that is added: it writes to the residual stream. */
  readonly writer: boolean
}

const free: GrowthRule = { silent: [], writer: false }
const writer: GrowthRule = { silent: [0, 1], writer: true }
const silentRows: GrowthRule = { silent: [0], writer: false }
const silentColumns: GrowthRule = { silent: [1], writer: false }

const rules: { readonly [op: string]: { readonly [part: string]: GrowthRule } } = {
  attn: { wk: free, wo: writer, wq: free, wv: free },
  channel_mix: { mu: free, wk: free, wv: writer },
  cross_attn: { wk: free, wo: writer, wq: free, wv: free },
  // New columns feed residual coordinates; new rows are new tokens, see vocabulary.ts.
  embed: { table: silentColumns },
  linear: { b: free, w: free },
  rms_norm: { gain: free },
  rwkv7: {
    ...Object.fromEntries(
      ['a0', 'a2', 'g1', 'k_a', 'k_k', 'mu', 'norm_bias', 'norm_gain', 'r_k', 'v0', 'v2', 'w0']
        .concat('w2', 'wk', 'wr', 'wv')
        .map((part) => [part, free]),
    ),
    // Ranks are added silently: 0 before the second factor, or, behind the gate's sigmoid, in it. One
    // factor of each pair keeps its birth, or neither would ever get a gradient.
    a1: silentColumns,
    g2: silentRows,
    v1: silentColumns,
    w1: silentColumns,
    wo: writer,
  },
  swiglu: { down: writer, gate: free, up: free },
  unembed: { b: free, table: silentColumns },
}

/** @throws {GrowthError} when nobody proved how such a parameter grows */
export function growthRule({ name, op }: Parameter): GrowthRule {
  const rule = rules[op]?.[name.slice(name.lastIndexOf('.') + 1)]
  if (rule === undefined) throw new GrowthError(`no rule says how ${name} of ${op} grows exactly`)
  return rule
}

/**
 * Zero padding changes the mean square that a norm divides by; its constants must undo that, and then
 * gains keep their values.
 * @throws {GrowthError} when they do not
 */
export function expectExactNorm(
  small: { readonly genome: Expr; readonly parameter: Parameter },
  large: { readonly genome: Expr; readonly parameter: Parameter },
): void {
  const [before, after] = [normConstants(small), normConstants(large)]
  const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.abs(a)
  if (close(before.eps, after.eps) && close(before.scale, after.scale)) return
  throw new GrowthError(
    `the constants of ${small.parameter.name} do not keep what the norm says`,
    'eps must shrink like 1 / width and scale like 1 / sqrt(width)',
  )
}

function normConstants(norm: { readonly genome: Expr; readonly parameter: Parameter }) {
  const { genome, parameter } = norm
  const expr = at(genome, parameter.path)
  const attrs = expr?.kind === 'op' ? expr.attrs : {}
  const width = parameter.shape[0] ?? 1
  return { eps: Number(attrs.eps) * width, scale: Number(attrs.scale) * Math.sqrt(width) }
}

/** One network cannot grow into the other without a change of what it says. */
export class GrowthError extends ZooidError {
  override readonly name = 'GrowthError'
  constructor(message: string, hint?: string) {
    super('growth.inexact', message, { status: 422, ...(hint === undefined ? {} : { hint }) })
  }
}
