// Every differentiable op against central differences, in double precision.
import { describe, expect, it } from 'vitest'
import {
  decode,
  differentiate,
  encode,
  GenomeDiffError,
  infer,
  ops,
  parse,
  print,
  printType,
  printValue,
  run,
  tensorValue,
  type Value,
} from '../src/index.ts'

const numbers = (seed: number, count: number, low: number, high: number) =>
  Array.from(
    { length: count },
    (_, i) =>
      low +
      ((((Math.sin((i + 1) * 12.9898 + seed * 78.233) * 43758.5453) % 1) + 1) % 1) * (high - low),
  )

/** Programs by op; the input is a tuple of f32[2, 3] (x), f32[2, 1] (y), float (s). */
const cases: { readonly [op: string]: readonly string[] } = {
  add: ['add(x, y)', 'add(s, x)'],
  sub: ['sub(x, y)', 'sub(s, y)'],
  mul: ['mul(x, y)', 'mul(x, x)', 'mul(s, s)'],
  div: ['div(x, y)', 'div(s, x)'],
  neg: ['neg(x)'],
  abs: ['abs(sub(x, 1.3))'],
  exp: ['exp(x)', 'exp(s)'],
  log: ['log(x)'],
  sqrt: ['sqrt(x)'],
  pow: ['pow(x, y)', 'pow(s, 3.0)'],
  max: ['max(x, y)'],
  min: ['min(x, y)'],
  clamp: ['clamp[low=0.9, high=1.6](x)'],
  sin: ['sin(x)'],
  cos: ['cos(x)'],
  tanh: ['tanh(x)'],
  sigmoid: ['sigmoid(x)'],
  relu: ['relu(sub(x, 1.3))'],
  silu: ['silu(sub(x, 1.3))'],
  gelu: ['gelu(sub(x, 1.3))'],
  softplus: ['softplus(sub(x, 1.3))'],
  matmul: [
    'matmul[tb=true](x, x)',
    'matmul[ta=true](x, x)',
    'matmul(transpose(x), y)',
    'matmul[ta=true, tb=true](y, transpose(mul(x, x)) >> transpose >> transpose)',
  ],
  expand: ['expand(s, x)', 'expand(y, x)'],
  fit: ['fit(x, y)', 'fit(x, s)'],
  sum: ['sum(x)'],
  mean: ['mean(x)'],
  sum_last: ['sum_last(x)'],
  mean_last: ['mean_last(mul(x, x))'],
  softmax: ['softmax(x)'],
  log_softmax: ['log_softmax(x)'],
  normalize: ['normalize(x)', 'normalize[eps=0.5](x)'],
  where: ['where(sub(x, 1.3), mul(x, y), s)'],
  transpose: ['transpose(x)'],
  it: ['x >> it >> sin'],
  scope: ['scope[name=a](sin(x))'],
}

const loss = (text: string) =>
  parse(
    `fn (p: (f32[2, 3], f32[2, 1], float)) => let x = pick[index=0](p), y = pick[index=1](p), s = pick[index=2](p), r = ${text} in sum(mul(r, add(sin(r), 2.0)))`,
  )

const inputOf = (flat: readonly number[]): Value => ({
  kind: 'tuple',
  items: [
    tensorValue([2, 3], flat.slice(0, 6)),
    tensorValue([2, 1], flat.slice(6, 8)),
    { kind: 'float', value: flat[8] ?? 0 },
  ],
})

const flatten = (value: Value): number[] => {
  if (value.kind === 'tuple') return value.items.flatMap(flatten)
  if (value.kind === 'tensor') return Array.from(value.data)
  return value.kind === 'float' ? [value.value] : []
}

const worstError = (text: string, seed: number) => {
  const program = loss(text)
  const flat = numbers(seed, 9, 0.6, 1.9)
  const value = (at: readonly number[]) =>
    flatten(run(program, { input: inputOf(at) }).value)[0] ?? Number.NaN
  const [y, ...gradient] = flatten(run(differentiate(program), { input: inputOf(flat) }).value)
  expect(y).toBeCloseTo(value(flat), 12)
  const h = 1e-6
  return Math.max(
    ...flat.map((x, i) => {
      const slope = (value(flat.with(i, x + h)) - value(flat.with(i, x - h))) / (2 * h)
      return Math.abs(slope - (gradient[i] ?? Number.NaN)) / Math.max(1, Math.abs(slope))
    }),
  )
}

describe('differentiation', () => {
  it('has a checked case for every op that declares an adjoint', () => {
    const declared = ops.filter((op) => op.grad.kind === 'adjoint' && op.name !== 'pick')
    expect(Object.keys(cases).sort()).toEqual(declared.map((op) => op.name).sort())
  })

  it.each(Object.entries(cases))('agrees with central differences for %s', (_op, texts) => {
    for (const text of texts)
      for (const seed of [1, 2, 3]) expect(worstError(text, seed), text).toBeLessThan(1e-7)
  })

  it.each([
    ['x >> residual(tanh) >> repeat(3, residual(mul(it, 0.5)))'],
    ['call(fn (z: f32[2, 3]) => mul(z, exp(neg(z))), add(x, y))'],
    ['let a = mul(x, y), b = add(a, s) in softmax(mul(a, b)) >> log'],
    ['(x | mul(x, x)) >> mul'],
    ['matmul[tb=true](normalize(x), silu(x)) >> softmax'],
  ])('agrees for the composition %s', (text) => {
    expect(worstError(text, 4)).toBeLessThan(1e-7)
  })

  it('gets the cases right that a tape without values gets wrong', () => {
    const slope = (text: string, at: number) =>
      printValue(
        null,
        run(differentiate(parse(text)), { input: { kind: 'float', value: at } }).value,
      )
    expect(slope('fn (x: float) => mul(x, x)', 3)).toBe('(9.0, 6.0)')
    expect(slope('fn (x: float) => mul(x, 2.0) >> relu', 3)).toBe('(6.0, 2.0)')
    expect(slope('fn (x: float) => neg(x)', 3)).toBe('(-3.0, -1.0)')
    expect(slope('fn (x: float) => relu(x)', -3)).toBe('(0.0, 0.0)')
    expect(slope('fn (x: float) => 1.5', 3)).toBe('(1.5, 0.0)')
  })

  it('gives gradients of softmax with equal logits', () => {
    const x = tensorValue([1, 3], [1, 1, 1])
    const program = parse('fn (x: f32[1, 3]) => sum(mul(softmax(x), x))')
    const [, gradient] = (
      run(differentiate(program), { input: x }).value as Extract<Value, { kind: 'tuple' }>
    ).items
    for (const part of flatten(gradient as Value)) expect(part).toBeCloseTo(1 / 3, 12)
  })

  it('makes programs that type-check, encode, print and differentiate again', () => {
    const once = differentiate(parse('fn (x: float) => mul(mul(x, x), sin(x))'))
    expect(printType(infer(once))).toBe('float -> (float, float)')
    expect(decode(encode(once))).toEqual(once)
    expect(parse(print(once))).toEqual(once)
    const slope = parse(`fn (x: float) => call(${print(once)}, x) >> pick[index=1]`)
    const twice = run(differentiate(slope), { input: { kind: 'float', value: 0.7 } }).value
    const [first, second] = flatten(twice)
    expect(first).toBeCloseTo(2 * 0.7 * Math.sin(0.7) + 0.49 * Math.cos(0.7), 10)
    expect(second).toBeCloseTo(
      2 * Math.sin(0.7) + 4 * 0.7 * Math.cos(0.7) - 0.49 * Math.sin(0.7),
      10,
    )
  })

  it.each([
    ['fn (x: float) => cond(less(x, 0.0), neg(x), x)'],
    ['fn (x: float) => fold(fn (p: (float, float)) => add, 0.0, list(x, x))'],
    ['fn (x: f32[2, 2]) => x'],
    ['fn (x: f32[1, 2, 32]) => sum(rms_norm(x))'],
    ['fn (x: float) => x >> repeat(1024, repeat(1024, sin))'],
    ['fn (x: float) => x >> repeat(1024, repeat(1024, it))'],
  ])('refuses %s with a typed error', (text) => {
    expect(() => differentiate(parse(text))).toThrow(GenomeDiffError)
  })

  it('gives parts that are not real numbers the gradient unit', () => {
    const program = parse(
      'fn (p: (int, float)) => mul(to_float(pick[index=0](p)), pick[index=1](p))',
    )
    const input: Value = {
      kind: 'tuple',
      items: [
        { kind: 'int', value: 4 },
        { kind: 'float', value: 2 },
      ],
    }
    expect(printValue(null, run(differentiate(program), { input }).value)).toBe(
      '(8.0, (unit, 4.0))',
    )
  })
})
