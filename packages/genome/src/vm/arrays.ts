// Dense arithmetic of the reference VM: broadcasting maps, reductions and matmul over doubles in
// row-major order. A float is a tensor of rank 0 here. Every function pays before it allocates.
import { broadcast } from '../type.ts'
import {
  float,
  GenomeRunError,
  int,
  type RunContext,
  type TensorValue,
  type Value,
} from './value.ts'

type Dense = { readonly shape: readonly number[]; readonly data: Float64Array }

export function dense(value: Value | undefined): Dense {
  if (value?.kind === 'tensor') return value
  if (value?.kind === 'float' || value?.kind === 'int')
    return { shape: [], data: Float64Array.of(value.value) }
  throw new GenomeRunError('genome.kind', `expected numbers, got ${value?.kind ?? 'nothing'}`)
}

export function wrap(shape: readonly number[], data: Float64Array): Value {
  if (shape.length === 0) return float(data[0] ?? 0)
  return { kind: 'tensor', dtype: 'f32', shape, data }
}

export function allocate(context: RunContext, shape: readonly number[]): Float64Array {
  const size = product(shape)
  context.charge(size)
  return new Float64Array(size)
}

export function map(context: RunContext, x: Value | undefined, f: (x: number) => number): Value {
  const { shape, data } = dense(x)
  const out = allocate(context, shape)
  for (let i = 0; i < out.length; i++) out[i] = f(data[i] ?? 0)
  return wrap(shape, out)
}

/** Element-wise over broadcast shapes; two ints stay an int. */
export function zip(
  context: RunContext,
  a: Value | undefined,
  b: Value | undefined,
  f: (a: number, b: number) => number,
): Value {
  if (a?.kind === 'int' && b?.kind === 'int') return int(f(a.value, b.value))
  const x = dense(a)
  const y = dense(b)
  const shape = broadcast(x.shape, y.shape)
  if (shape === null)
    throw new GenomeRunError('genome.shape', `[${x.shape}] and [${y.shape}] do not broadcast`)
  const sizes = shape.map(Number)
  const out = allocate(context, sizes)
  const from = strides(x.shape, sizes)
  const other = strides(y.shape, sizes)
  walk(sizes, (at, index) => {
    out[at] = f(x.data[dot(index, from)] ?? 0, y.data[dot(index, other)] ?? 0)
  })
  return wrap(sizes, out)
}

/** Repeat `x` up to the shape of `like`. */
export function expand(context: RunContext, x: Value | undefined, like: Value | undefined): Value {
  const target = dense(like).shape
  const source = dense(x)
  const shape = broadcast(source.shape, target)
  if (shape === null || shape.length !== target.length || shape.some((dim, i) => dim !== target[i]))
    throw new GenomeRunError('genome.shape', `[${source.shape}] does not expand to [${target}]`)
  const out = allocate(context, target)
  const from = strides(source.shape, target)
  walk(target, (at, index) => {
    out[at] = source.data[dot(index, from)] ?? 0
  })
  return wrap(target, out)
}

/** Sum `x` down to the shape of `like`: the transpose of `expand`. */
export function fit(context: RunContext, x: Value | undefined, like: Value | undefined): Value {
  const target = dense(like).shape
  const source = dense(x)
  const shape = broadcast(target, source.shape)
  if (
    shape === null ||
    shape.length !== source.shape.length ||
    shape.some((dim, i) => dim !== source.shape[i])
  )
    throw new GenomeRunError('genome.shape', `[${source.shape}] does not sum down to [${target}]`)
  const out = allocate(context, target)
  const to = strides(target, source.shape)
  walk(source.shape, (at, index) => {
    const cell = dot(index, to)
    out[cell] = (out[cell] ?? 0) + (source.data[at] ?? 0)
  })
  return wrap(target, out)
}

/** Replace each row of the last axis by `f(row)`. */
export function rows(
  context: RunContext,
  x: TensorValue,
  width: number,
  f: (row: Float64Array, out: Float64Array) => void,
): Value {
  const n = x.shape[x.shape.length - 1] ?? 1
  const shape = [...x.shape.slice(0, -1), width]
  const out = allocate(context, shape)
  for (let row = 0; row * n < x.data.length; row++)
    f(x.data.subarray(row * n, (row + 1) * n), out.subarray(row * width, (row + 1) * width))
  return wrap(shape, out)
}

/** (.., M, K) x (.., K, N) -> (.., M, N), leading axes equal; `ta`, `tb` transpose the last two. */
export function matmul(
  context: RunContext,
  a: TensorValue,
  b: TensorValue,
  ta: boolean,
  tb: boolean,
): Value {
  const rank = a.shape.length
  const batch = a.shape.slice(0, -2)
  const [ar = 0, ac = 0] = a.shape.slice(-2)
  const [br = 0, bc = 0] = b.shape.slice(-2)
  const [m, k] = ta ? [ac, ar] : [ar, ac]
  const [k2, n] = tb ? [bc, br] : [br, bc]
  if (rank < 2 || b.shape.length !== rank || k !== k2 || batch.some((dim, i) => dim !== b.shape[i]))
    throw new GenomeRunError('genome.shape', `cannot multiply [${a.shape}] by [${b.shape}]`)
  context.charge(product(batch) * m * n * k)
  const shape = [...batch, m, n]
  const out = allocate(context, shape)
  for (let block = 0; block < product(batch); block++)
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        let sum = 0
        for (let t = 0; t < k; t++)
          sum +=
            (a.data[block * m * k + (ta ? t * m + i : i * k + t)] ?? 0) *
            (b.data[block * k * n + (tb ? j * k + t : t * n + j)] ?? 0)
        out[(block * m + i) * n + j] = sum
      }
  return wrap(shape, out)
}

export function product(shape: readonly number[]): number {
  return shape.reduce((total, dim) => total * dim, 1)
}

/** Strides of `shape` inside the broadcast `target`; 0 where the axis is repeated. */
function strides(shape: readonly number[], target: readonly number[]): number[] {
  const result = target.map(() => 0)
  let step = 1
  for (let i = shape.length - 1; i >= 0; i--) {
    const dim = shape[i] ?? 1
    if (dim !== 1) result[target.length - shape.length + i] = step
    step *= dim
  }
  return result
}

function walk(
  shape: readonly number[],
  visit: (at: number, index: readonly number[]) => void,
): void {
  const index = shape.map(() => 0)
  const size = product(shape)
  for (let at = 0; at < size; at++) {
    visit(at, index)
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1
      index[axis] = next < (shape[axis] ?? 1) ? next : 0
      if (index[axis] !== 0) break
    }
  }
}

function dot(index: readonly number[], steps: readonly number[]): number {
  let at = 0
  for (let i = 0; i < index.length; i++) at += (index[i] ?? 0) * (steps[i] ?? 0)
  return at
}
