// Random expressions for property tests: every form, every op, attributes in range, variables bound.
// They are well formed, not well typed.
import fc from 'fast-check'
import { build, type Expr, ops, type Type, tensor, tuple, types } from '../src/index.ts'
import type { AttrSpec } from '../src/op.ts'
import { fn, list } from '../src/type.ts'

const dim = fc.oneof(fc.integer({ min: 1, max: 4096 }), fc.constantFrom('B', 'T', 'Seq_2'))
export const arbitraryType: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      types.unit,
      types.bool,
      types.int,
      types.float,
      types.str,
      types.term,
      types.subst,
    ),
    fc
      .tuple(
        fc.constantFrom('f32' as const, 'i32' as const),
        fc.array(dim, { minLength: 1, maxLength: 4 }),
      )
      .map(([dtype, shape]) => tensor(dtype, ...shape)),
    fc.array(tie('type'), { minLength: 2, maxLength: 3 }).map((items) => tuple(...items)),
    tie('type').map((item) => list(item)),
    fc.tuple(tie('type'), tie('type')).map(([from, to]) => fn(from, to)),
  ),
})).type

const sym = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/)
const attr = (spec: AttrSpec) => {
  if (spec.type === 'bool') return fc.boolean()
  if (spec.type === 'sym') return sym
  const min = spec.min ?? (spec.type === 'int' ? 0 : -1e300)
  const max = spec.max ?? (spec.type === 'int' ? 1000 : 1e300)
  return spec.type === 'int'
    ? fc.integer({ min, max })
    : fc.double({ min, max, noNaN: true, noDefaultInfinity: true })
}

/** A well-formed expression under `bound` variables. */
export function arbitraryExpr(bound = 0, depth = 3): fc.Arbitrary<Expr> {
  const leaf = fc.oneof(
    fc.constant(build.unit),
    fc.boolean().map(build.bool),
    fc.maxSafeInteger().map(build.int),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(build.float),
    fc.string({ unit: 'binary', maxLength: 12 }).map(build.str),
    ...(bound > 0 ? [fc.integer({ min: 0, max: bound - 1 }).map(build.variable)] : []),
  )
  if (depth === 0) return leaf
  const inner = (more = 0) => arbitraryExpr(bound + more, depth - 1)
  const several = fc
    .array(fc.nat(), { minLength: 2, maxLength: 3 })
    .chain((n) => fc.tuple(...n.map(() => inner())))
  const anOp = fc
    .constantFrom(...ops)
    .chain((def) =>
      fc
        .tuple(
          fc.record(Object.fromEntries(def.attrs.map((spec) => [spec.name, attr(spec)]))),
          fc.boolean(),
          fc.tuple(
            ...Array.from({ length: Math.max(def.minArgs, Math.min(def.maxArgs, 2)) }, () =>
              inner(),
            ),
          ),
        )
        .map(([attrs, bare, args]) =>
          build.op(def.name, attrs, ...(bare ? [] : args.slice(0, def.maxArgs))),
        ),
    )
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 4, arbitrary: anOp },
    several.map((stages) => build.seq(...stages)),
    several.map((branches) => build.par(...branches)),
    inner().map(build.residual),
    fc.tuple(fc.integer({ min: 1, max: 1024 }), inner()).map(([n, body]) => build.repeat(n, body)),
    fc.tuple(inner(), inner(1), inner(2)).map(([a, b, body]) => build.bind([a, b], body)),
    fc.tuple(arbitraryType, inner(1)).map(([type, body]) => build.lam(type, body)),
    fc.tuple(inner(), inner()).map(([f, a]) => build.call(f, a)),
  )
}
