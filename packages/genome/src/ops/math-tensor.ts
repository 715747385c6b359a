// Math over whole tensors: matmul, reductions, softmax, normalisation, and the pair `expand` / `fit`
// that every broadcasting adjoint ends in. Reductions keep the last axis as 1 unless they reduce all.
import { type AdjointRule, boolOf, type Grad, intOf, type OpInput } from '../op.ts'
import {
  broadcast,
  type Dim,
  GenomeMismatch,
  printType,
  sameShape,
  type Type,
  tensor,
  types,
} from '../type.ts'
import { dense, expand, fit, map, matmul, rows, zip } from '../vm/arrays.ts'
import { as, float } from '../vm/value.ts'
import { arg, elements, perElement, perInput, realTypes, wantTensor, withWidth } from './rules.ts'

const adjoint = (text: string, rule: AdjointRule): Grad => ({ kind: 'adjoint', text, rule })

export const tensorMath: { readonly [low: number]: OpInput } = {
  48: {
    name: 'matmul',
    minArgs: 2,
    maxArgs: 2,
    attrs: [
      { id: 0, name: 'ta', type: 'bool', default: false },
      { id: 1, name: 'tb', type: 'bool', default: false },
    ],
    signature: '(f32[..,M,K], f32[..,K,N]) -> f32[..,M,N]',
    type: (args, attrs) => {
      const a = wantTensor(arg(args, 0), 2)
      const b = wantTensor(arg(args, 1), 2)
      const [m, k] = last(a.shape, boolOf(attrs, 'ta'))
      const [inner, n] = last(b.shape, boolOf(attrs, 'tb'))
      if (k !== inner || !sameShape(a.shape.slice(0, -2), b.shape.slice(0, -2)))
        throw new GenomeMismatch(`cannot multiply ${printType(a)} by ${printType(b)}`)
      return tensor('f32', ...a.shape.slice(0, -2), m, n)
    },
    cost: {
      text: 'M*K*N',
      of: (args, out, attrs) => {
        const a = arg(args, 0)
        const k = a.kind === 'tensor' ? last(a.shape, boolOf(attrs, 'ta'))[1] : 1
        return elements(out) * (typeof k === 'number' ? k : 1)
      },
    },
    grad: adjoint('da = g*b^T, db = a^T*g', (emit, { args: [a = 0, b = 0], g, attrs }) => {
      const ta = boolOf(attrs, 'ta')
      const tb = boolOf(attrs, 'tb')
      return [
        ta
          ? emit('matmul', [b, g], { ta: tb, tb: true })
          : emit('matmul', [g, b], { ta: false, tb: !tb }),
        tb
          ? emit('matmul', [g, a], { ta: true, tb: ta })
          : emit('matmul', [a, g], { ta: !ta, tb: false }),
      ]
    }),
    run: ([a, b], attrs, context) =>
      matmul(context, as(a, 'tensor'), as(b, 'tensor'), boolOf(attrs, 'ta'), boolOf(attrs, 'tb')),
    example: 'fn (w: f32[3, 2]) => matmul[tb=true](w, w)',
    doc: 'Matrix product over the last two axes; ta, tb transpose.',
  },
  49: {
    name: 'expand',
    minArgs: 2,
    maxArgs: 2,
    signature: '(real, real like) -> like',
    type: (args) => {
      const like = realTypes([arg(args, 1)])
      if (!sameShape(shapeOf(realTypes(args)), shapeOf(like))) refuse('expand', args)
      return like
    },
    cost: perElement,
    grad: adjoint('da = fit(g, a)', (emit, { args: [a = 0], g }) => [emit('fit', [g, a]), null]),
    run: ([x, like], _attrs, context) => expand(context, x, like),
    example: 'fn (x: f32[2, 3]) => expand(1.5, x)',
    doc: 'Repeat a up to the shape of like.',
  },
  50: {
    name: 'fit',
    minArgs: 2,
    maxArgs: 2,
    signature: '(real, real like) -> like',
    type: (args) => {
      const source = realTypes([arg(args, 0)])
      const shape = broadcast(shapeOf(realTypes([arg(args, 1)])), shapeOf(source))
      if (shape === null || !sameShape(shape, shapeOf(source))) refuse('fit', args)
      return arg(args, 1)
    },
    cost: perInput,
    grad: adjoint('da = expand(g, a)', (emit, { args: [a = 0], g }) => [
      emit('expand', [g, a]),
      null,
    ]),
    run: ([x, like], _attrs, context) => fit(context, x, like),
    example: 'fn (x: f32[2, 3]) => fit(x, 0.0)',
    doc: 'Sum a down to the shape of like; the transpose of expand.',
  },
  51: {
    name: 'sum',
    minArgs: 1,
    maxArgs: 1,
    signature: 'real -> float',
    type: (args) => {
      realTypes(args)
      return types.float
    },
    cost: perInput,
    grad: adjoint('da = g everywhere', (emit, { args: [a = 0], g }) => [emit('expand', [g, a])]),
    run: ([x], _attrs, context) => fit(context, x, float(0)),
    example: 'fn (x: f32[2, 3]) => sum(x)',
    doc: 'Sum of all elements.',
  },
  52: {
    name: 'count',
    minArgs: 1,
    maxArgs: 1,
    signature: 'real -> float',
    type: (args) => {
      realTypes(args)
      return types.float
    },
    grad: { kind: 'zero' },
    run: ([x]) => float(dense(x).data.length),
    example: 'fn (x: f32[2, 3]) => count(x)',
    doc: 'How many elements there are.',
  },
  53: {
    name: 'mean',
    minArgs: 1,
    maxArgs: 1,
    signature: 'real -> float',
    type: (args) => {
      realTypes(args)
      return types.float
    },
    cost: perInput,
    grad: adjoint('da = g/count everywhere', (emit, { args: [a = 0], g }) => [
      emit('expand', [emit('div', [g, emit('count', [a])]), a]),
    ]),
    run: ([x], _attrs, context) => {
      const total = as(fit(context, x, float(0)), 'float').value
      return float(total / dense(x).data.length)
    },
    example: 'fn (x: f32[2, 3]) => mean(x)',
    doc: 'Mean of all elements.',
  },
  54: {
    name: 'sum_last',
    minArgs: 1,
    maxArgs: 1,
    signature: 'f32[..,D] -> f32[..,1]',
    type: (args) => withWidth(wantTensor(arg(args, 0)), 1),
    cost: perInput,
    grad: adjoint('da = g along the row', (emit, { args: [a = 0], g }) => [emit('expand', [g, a])]),
    run: ([x], _attrs, context) =>
      rows(context, as(x, 'tensor'), 1, (row, out) => {
        out[0] = row.reduce((total, value) => total + value, 0)
      }),
    example: 'fn (x: f32[2, 3]) => sum_last(x)',
    doc: 'Sum over the last axis, kept as 1.',
  },
  55: {
    name: 'mean_last',
    minArgs: 1,
    maxArgs: 1,
    signature: 'f32[..,D] -> f32[..,1]',
    type: (args) => withWidth(wantTensor(arg(args, 0)), 1),
    cost: perInput,
    grad: adjoint('da = g*count(y)/count(a) along the row', (emit, { args: [a = 0], out, g }) => {
      const scale = emit('div', [emit('count', [out]), emit('count', [a])])
      return [emit('expand', [emit('mul', [g, scale]), a])]
    }),
    run: ([x], _attrs, context) =>
      rows(context, as(x, 'tensor'), 1, (row, out) => {
        out[0] = row.reduce((total, value) => total + value, 0) / row.length
      }),
    example: 'fn (x: f32[2, 3]) => mean_last(x)',
    doc: 'Mean over the last axis, kept as 1.',
  },
  56: {
    name: 'softmax',
    minArgs: 1,
    maxArgs: 1,
    signature: 'f32[..,D] -> f32[..,D]',
    type: (args) => wantTensor(arg(args, 0)),
    cost: perElement,
    grad: adjoint('da = y*(g - sum_last(g*y))', (emit, { out, g }) => {
      const weighted = emit('mul', [g, out])
      return [emit('mul', [out, emit('sub', [g, emit('sum_last', [weighted])])])]
    }),
    run: ([x], _attrs, context) => {
      const value = as(x, 'tensor')
      return rows(context, value, value.shape[value.shape.length - 1] ?? 1, softmaxRow)
    },
    example: 'fn (x: f32[2, 3]) => softmax(x)',
    doc: 'Probabilities over the last axis, shifted by the row maximum.',
  },
  57: {
    name: 'log_softmax',
    minArgs: 1,
    maxArgs: 1,
    signature: 'f32[..,D] -> f32[..,D]',
    type: (args) => wantTensor(arg(args, 0)),
    cost: perElement,
    grad: adjoint('da = g - exp(y)*sum_last(g)', (emit, { out, g }) => [
      emit('sub', [g, emit('mul', [emit('exp', [out]), emit('sum_last', [g])])]),
    ]),
    run: ([x], _attrs, context) => {
      const value = as(x, 'tensor')
      return rows(context, value, value.shape[value.shape.length - 1] ?? 1, (row, out) => {
        const top = row.reduce((a, b) => Math.max(a, b), -Infinity)
        const total = row.reduce((sum, v) => sum + Math.exp(v - top), 0)
        for (let i = 0; i < row.length; i++) out[i] = (row[i] ?? 0) - top - Math.log(total)
      })
    },
    example: 'fn (x: f32[2, 3]) => log_softmax(x)',
    doc: 'Log-probabilities over the last axis.',
  },
  58: {
    name: 'normalize',
    minArgs: 1,
    maxArgs: 1,
    attrs: [{ id: 0, name: 'eps', type: 'float', default: 1e-5, min: 0, max: 1 }],
    signature: 'f32[..,D] -> f32[..,D]',
    type: (args) => wantTensor(arg(args, 0)),
    cost: perElement,
    grad: adjoint(
      'da = s*(g - y*mean_last(g*y)), s = 1/rms',
      (emit, { args: [a = 0], out, g, attrs }) => {
        const square = emit('mean_last', [emit('mul', [a, a])])
        const rms = emit('sqrt', [emit('add', [square, { lit: intOf(attrs, 'eps') }])])
        const along = emit('mul', [out, emit('mean_last', [emit('mul', [g, out])])])
        return [emit('div', [emit('sub', [g, along]), rms])]
      },
    ),
    run: ([x], attrs, context) => {
      const value = as(x, 'tensor')
      return rows(context, value, value.shape[value.shape.length - 1] ?? 1, (row, out) => {
        const square = row.reduce((sum, v) => sum + v * v, 0) / row.length
        const scale = 1 / Math.sqrt(square + intOf(attrs, 'eps'))
        for (let i = 0; i < row.length; i++) out[i] = (row[i] ?? 0) * scale
      })
    },
    example: 'fn (x: f32[2, 3]) => normalize(x)',
    doc: 'Divide each row by its root mean square (RMSNorm without gain).',
  },
  59: {
    name: 'where',
    minArgs: 3,
    maxArgs: 3,
    signature: '(real mask, real, real) -> real',
    type: realTypes,
    cost: perElement,
    grad: adjoint(
      'da = g where mask > 0, db = g elsewhere',
      (emit, { args: [m = 0, a = 0, b = 0], g }) => {
        const on = emit('mul', [g, emit('step', [m])])
        return [null, emit('fit', [on, a]), emit('fit', [emit('sub', [g, on]), b])]
      },
    ),
    run: ([mask, a, b], _attrs, context) => {
      // Two selections rather than a product: 0 * Infinity must not leak from the side not taken.
      const on = zip(context, mask, a, (m, x) => (m > 0 ? x : 0))
      const off = zip(context, mask, b, (m, x) => (m > 0 ? 0 : x))
      return zip(context, on, off, (x, y) => x + y)
    },
    example: 'where(1.0, 2.0, 3.0)',
    doc: 'a where mask > 0, else b.',
  },
  60: {
    name: 'transpose',
    minArgs: 1,
    maxArgs: 1,
    signature: 'f32[..,M,N] -> f32[..,N,M]',
    type: (args) => {
      const x = wantTensor(arg(args, 0), 2)
      return tensor('f32', ...x.shape.slice(0, -2), ...last(x.shape, true))
    },
    cost: perElement,
    grad: adjoint('da = transpose(g)', (emit, { g }) => [emit('transpose', [g])]),
    run: ([x], _attrs, context) => {
      const { shape, data } = as(x, 'tensor')
      const [m = 1, n = 1] = shape.slice(-2)
      const out = map(context, x, (v) => v)
      const result = as(out, 'tensor')
      for (let at = 0; at < data.length; at++) {
        const block = Math.floor(at / (m * n))
        const row = Math.floor((at % (m * n)) / n)
        result.data[block * m * n + (at % n) * m + row] = data[at] ?? 0
      }
      return { ...result, shape: [...shape.slice(0, -2), n, m] }
    },
    example: 'fn (x: f32[2, 3]) => transpose(x)',
    doc: 'Swap the last two axes.',
  },
}

function softmaxRow(row: Float64Array, out: Float64Array): void {
  const top = row.reduce((a, b) => Math.max(a, b), -Infinity)
  let total = 0
  for (let i = 0; i < row.length; i++) {
    const weight = Math.exp((row[i] ?? 0) - top)
    out[i] = weight
    total += weight
  }
  for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) / total
}

function last(shape: readonly Dim[], swap: boolean): [Dim, Dim] {
  const [a = 1, b = 1] = shape.slice(-2)
  return swap ? [b, a] : [a, b]
}

function shapeOf(type: Type): readonly Dim[] {
  return type.kind === 'tensor' ? type.shape : []
}

function refuse(op: string, args: readonly Type[]): never {
  throw new GenomeMismatch(`cannot ${op} ${args.map(printType).join(' to ')}`)
}
