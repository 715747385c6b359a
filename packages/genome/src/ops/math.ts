// Math, element by element: scalars and f32 tensors under broadcasting, ints exactly. Each op carries
// its adjoint as more math ops, so a gradient is a genome like any other. `fit` undoes broadcasting.
// Reductions and matmul are in `math-tensor.ts`, comparison and conversion in `math-scalar.ts`.
import { type AdjointRule, type Emit, type Grad, intOf, type OpInput, type Ref } from '../op.ts'
import { map, zip } from '../vm/arrays.ts'
import { as, int } from '../vm/value.ts'
import { divide } from './math-scalar.ts'
import { numeric, perElement, realTypes } from './rules.ts'

const adjoint = (text: string, rule: AdjointRule): Grad => ({ kind: 'adjoint', text, rule })
const zero: Grad = { kind: 'zero' }

/** One real argument, f'(x) emitted by `slope`. */
function unary(
  f: (x: number) => number,
  text: string,
  slope: (emit: Emit, x: Ref, y: Ref) => Ref,
  example: string,
  doc: string,
  name: string,
): OpInput {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    signature: 'real -> real',
    type: realTypes,
    cost: perElement,
    grad: adjoint(text, (emit, { args: [x = 0], out, g }) => [
      emit('mul', [g, slope(emit, x, out)]),
    ]),
    run: ([x], _attrs, context) => map(context, x, f),
    example,
    doc,
  }
}

/** Two numbers of one sort. `parts` emits the unreduced adjoints of both. */
function binary(
  name: string,
  f: (a: number, b: number) => number,
  text: string,
  parts: (emit: Emit, call: { a: Ref; b: Ref; out: Ref; g: Ref }) => [Ref, Ref],
  example: string,
  doc: string,
): OpInput {
  return {
    name,
    minArgs: 2,
    maxArgs: 2,
    signature: '(num, num) -> num',
    type: numeric,
    cost: perElement,
    grad: adjoint(text, (emit, { args: [a = 0, b = 0], out, g }) => {
      const [da, db] = parts(emit, { a, b, out, g })
      return [emit('fit', [da, a]), emit('fit', [db, b])]
    }),
    run: ([a, b], _attrs, context) => zip(context, a, b, f),
    example,
    doc,
  }
}

/** One number of either sort. */
function signed(
  name: string,
  f: (x: number) => number,
  grad: Grad,
  example: string,
  doc: string,
): OpInput {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    signature: 'num -> num',
    type: numeric,
    cost: perElement,
    grad,
    run: ([x], _attrs, context) => (x?.kind === 'int' ? int(f(x.value)) : map(context, x, f)),
    example,
    doc,
  }
}

/** Piecewise constant: the derivative is zero. */
function flat(name: string, f: (x: number) => number, example: string, doc: string): OpInput {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    signature: 'real -> real',
    type: realTypes,
    cost: perElement,
    grad: zero,
    run: ([x], _attrs, context) => map(context, x, f),
    example,
    doc,
  }
}

/** Mask that is 1 where `a > b`. */
const above = (emit: Emit, a: Ref | { lit: number }, b: Ref | { lit: number }) =>
  emit('step', [emit('sub', [a, b])])
const oneMinus = (emit: Emit, x: Ref) => emit('sub', [{ lit: 1 }, x])
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const geluScale = Math.sqrt(2 / Math.PI)
const geluInner = (x: number) => geluScale * (x + 0.044715 * x ** 3)

export const elementwise: { readonly [low: number]: OpInput } = {
  0: binary(
    'add',
    (a, b) => a + b,
    'da = g, db = g',
    (_emit, { g }) => [g, g],
    'add(2, 3)',
    'Sum; int overflow is an error.',
  ),
  1: binary(
    'sub',
    (a, b) => a - b,
    'da = g, db = -g',
    (emit, { g }) => [g, emit('neg', [g])],
    'sub(2, 3)',
    'Difference.',
  ),
  2: binary(
    'mul',
    (a, b) => a * b,
    'da = g*b, db = g*a',
    (emit, { a, b, g }) => [emit('mul', [g, b]), emit('mul', [g, a])],
    'mul(2.5, 4.0)',
    'Product, element by element.',
  ),
  3: {
    ...binary(
      'div',
      (a, b) => a / b,
      'da = g/b, db = -g*y/b',
      (emit, { b, out, g }) => {
        const da = emit('div', [g, b])
        return [da, emit('neg', [emit('mul', [da, out])])]
      },
      'div(7, 2)',
      'Quotient; ints truncate toward zero and refuse a zero divisor.',
    ),
    run: ([a, b], _attrs, context) =>
      a?.kind === 'int'
        ? int(divide(a.value, as(b, 'int').value))
        : zip(context, a, b, (x, y) => x / y),
  },
  5: signed(
    'neg',
    (x) => 0 - x,
    adjoint('da = -g', (emit, { g }) => [emit('neg', [g])]),
    'neg(2)',
    'Minus.',
  ),
  6: signed(
    'abs',
    Math.abs,
    adjoint('da = g*sign(a)', (emit, { args: [a = 0], g }) => [
      emit('mul', [g, emit('sign', [a])]),
    ]),
    'abs(-2)',
    'Magnitude.',
  ),
  7: unary(Math.exp, 'da = g*y', (_emit, _x, y) => y, 'exp(0.0)', 'e to the power of a.', 'exp'),
  8: unary(
    Math.log,
    'da = g/a',
    (emit, x) => emit('div', [{ lit: 1 }, x]),
    'log(1.0)',
    'Natural logarithm.',
    'log',
  ),
  9: unary(
    Math.sqrt,
    'da = g/(2y)',
    (emit, _x, y) => emit('div', [{ lit: 0.5 }, y]),
    'sqrt(9.0)',
    'Square root.',
    'sqrt',
  ),
  10: {
    ...binary(
      'pow',
      (a, b) => a ** b,
      'da = g*b*a^(b-1), db = g*y*log(a)',
      (emit, { a, b, out, g }) => {
        const lowered = emit('pow', [a, emit('sub', [b, { lit: 1 }])])
        return [
          emit('mul', [g, emit('mul', [b, lowered])]),
          emit('mul', [g, emit('mul', [out, emit('log', [a])])]),
        ]
      },
      'pow(2.0, 3.0)',
      'Power of reals.',
    ),
    signature: '(real, real) -> real',
    type: realTypes,
  },
  11: binary(
    'max',
    Math.max,
    'g to the larger, ties to a',
    (emit, { a, b, g }) => {
      const second = emit('mul', [g, above(emit, b, a)])
      return [emit('sub', [g, second]), second]
    },
    'max(2, 3)',
    'Larger of two.',
  ),
  12: binary(
    'min',
    Math.min,
    'g to the smaller, ties to a',
    (emit, { a, b, g }) => {
      const second = emit('mul', [g, above(emit, a, b)])
      return [emit('sub', [g, second]), second]
    },
    'min(2, 3)',
    'Smaller of two.',
  ),
  13: {
    name: 'clamp',
    minArgs: 1,
    maxArgs: 1,
    attrs: [
      { id: 1, name: 'high', type: 'float', default: 1 },
      { id: 0, name: 'low', type: 'float', default: 0 },
    ],
    signature: 'real -> real',
    type: realTypes,
    cost: perElement,
    grad: adjoint('da = g inside (low, high)', (emit, { args: [a = 0], g, attrs }) => [
      emit('mul', [
        g,
        emit('mul', [
          above(emit, a, { lit: intOf(attrs, 'low') }),
          above(emit, { lit: intOf(attrs, 'high') }, a),
        ]),
      ]),
    ]),
    run: ([x], attrs, context) =>
      map(context, x, (v) => Math.min(Math.max(v, intOf(attrs, 'low')), intOf(attrs, 'high'))),
    example: 'clamp(3.5)',
    doc: 'Limit to [low, high].',
  },
  14: unary(Math.sin, 'da = g*cos(a)', (emit, x) => emit('cos', [x]), 'sin(0.0)', 'Sine.', 'sin'),
  15: unary(
    Math.cos,
    'da = -g*sin(a)',
    (emit, x) => emit('neg', [emit('sin', [x])]),
    'cos(0.0)',
    'Cosine.',
    'cos',
  ),
  16: unary(
    Math.tanh,
    'da = g*(1-y*y)',
    (emit, _x, y) => oneMinus(emit, emit('mul', [y, y])),
    'tanh(0.0)',
    'Hyperbolic tangent.',
    'tanh',
  ),
  17: unary(
    sigmoid,
    'da = g*y*(1-y)',
    (emit, _x, y) => emit('mul', [y, oneMinus(emit, y)]),
    'sigmoid(0.0)',
    'Logistic curve.',
    'sigmoid',
  ),
  18: unary(
    (x) => Math.max(x, 0),
    'da = g*(a>0)',
    (emit, x) => emit('step', [x]),
    'relu(-2.0)',
    'Positive part.',
    'relu',
  ),
  19: unary(
    (x) => x * sigmoid(x),
    'da = g*(s + y*(1-s)), s = sigmoid(a)',
    (emit, x, y) => {
      const s = emit('sigmoid', [x])
      return emit('add', [s, emit('mul', [y, oneMinus(emit, s)])])
    },
    'silu(1.0)',
    'a * sigmoid(a).',
    'silu',
  ),
  20: unary(
    (x) => 0.5 * x * (1 + Math.tanh(geluInner(x))),
    'da = g*((1+t)/2 + a*(1-t*t)*u/2)',
    (emit, x) => {
      const square = emit('mul', [x, x])
      const cubic = emit('mul', [square, { lit: 0.044715 }])
      const inner = emit('mul', [
        emit('mul', [x, emit('add', [cubic, { lit: 1 }])]),
        { lit: geluScale },
      ])
      const t = emit('tanh', [inner])
      const slope = emit('mul', [
        emit('add', [emit('mul', [cubic, { lit: 3 }]), { lit: 1 }]),
        { lit: geluScale },
      ])
      const curve = emit('mul', [emit('mul', [x, oneMinus(emit, emit('mul', [t, t]))]), slope])
      return emit('mul', [emit('add', [emit('add', [t, { lit: 1 }]), curve]), { lit: 0.5 }])
    },
    'gelu(1.0)',
    'Gaussian error unit, tanh form.',
    'gelu',
  ),
  21: unary(
    (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    'da = g*sigmoid(a)',
    (emit, x) => emit('sigmoid', [x]),
    'softplus(0.0)',
    'log(1 + e^a) without overflow.',
    'softplus',
  ),
  22: flat('step', (x) => (x > 0 ? 1 : 0), 'step(2.0)', '1 where a > 0, else 0.'),
  23: flat('sign', (x) => Math.sign(x), 'sign(-2.0)', '-1, 0 or 1.'),
  24: flat('floor', Math.floor, 'floor(2.5)', 'Largest whole number below.'),
}
