// Weights at birth. Writers to the residual stream are 0, so every block starts as the identity and
// growth by new blocks changes nothing; readers are uniform with the spread that keeps their output at
// one when their input comes from a norm. Each tensor draws from a stream of its own name.
import type { Parameter } from '@zooid/genome'
import { modelOp } from './ops/index.ts'
import type { Program } from './plan/program.ts'
import { createRandom } from './random.ts'
import type { HostTensor, Weights } from './types.ts'

/** Spread of an embedding row's numbers. */
const embeddingSpread = 0.04
/** Spread of the fast head: small, so that it starts near an even guess. */
const headSpread = 0.02

/** @param seed any integer; the same one gives the same bytes on every machine */
export function initialWeights(program: Program, seed: number): Weights {
  const scales = readScales(program)
  return new Map(
    program.lowered.parameters.map((parameter): [string, HostTensor] => {
      const { name, shape } = parameter
      const data = new Float32Array(shape.reduce((size, dim) => size * dim, 1))
      fill(data, parameter, { seed, scale: scales.get(name) ?? 1 })
      return [name, { shape, data }]
    }),
  )
}

function fill(
  data: Float32Array,
  { name, op, shape }: Parameter,
  { seed, scale }: { readonly seed: number; readonly scale: number },
): void {
  const part = name.slice(name.lastIndexOf('.') + 1)
  const { uniform } = createRandom(seed, name)
  const special = modelOp(op).init?.(part, shape, { uniform, scale })
  if (special !== undefined) {
    data.set(special)
    return
  }
  if (part === 'gain') data.fill(1)
  if (modelOp(op).writers?.includes(part) || shape.length < 2) return
  const spread =
    op === 'embed' || op === 'unembed'
      ? embeddingSpread
      : op === 'linear'
        ? headSpread
        : 1 / (Math.sqrt(shape[0] ?? 1) * scale)
  const bound = spread * Math.sqrt(3)
  for (let i = 0; i < data.length; i++) data[i] = (2 * uniform() - 1) * bound
}

/** The constant scale of the norm that each parameter's op reads from. */
function readScales({ steps }: Program): Map<string, number> {
  const scales = new Map<string, number>()
  for (const { source } of steps) {
    if (source.kind !== 'op') continue
    const input = steps[source.args[0] ?? -1]?.source
    const scale = input?.kind === 'op' && input.op === 'rms_norm' ? Number(input.attrs.scale) : 1
    for (const name of Object.values(source.params)) scales.set(name, scale)
  }
  return scales
}
