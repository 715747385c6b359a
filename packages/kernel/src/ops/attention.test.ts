import { expect, test } from 'vitest'
import { attention } from '../naive/attention.ts'
import { differences, inner } from '../naive/differences.ts'
import { builds, expectClose, type Fixture, fixture } from '../op-fixture.ts'
import {
  AttentionScaleError,
  attentionBackward,
  attentionCausalBackward,
  attentionCausalForward,
  attentionDecode,
  attentionForward,
  attentionScratch,
} from './attention.ts'

type Case = { batch: number; heads: number; queries: number; keys: number; causal: boolean }

const cases: Case[] = [
  { batch: 1, heads: 1, queries: 1, keys: 1, causal: false },
  { batch: 2, heads: 2, queries: 5, keys: 7, causal: false },
  { batch: 1, heads: 2, queries: 35, keys: 70, causal: false },
  { batch: 1, heads: 1, queries: 67, keys: 67, causal: true },
]

/** All heads of all sequences by the naive form; x is (B, time, heads * 32) flattened. */
function naive(
  c: Case,
  mask: readonly number[],
  q: readonly number[],
  k: readonly number[],
  v: readonly number[],
) {
  const width = c.heads * 32
  const out = q.map(() => 0)
  for (let b = 0; b < c.batch; b++) {
    for (let h = 0; h < c.heads; h++) {
      const rows = (x: readonly number[], time: number) =>
        Array.from({ length: time }, (_, t) => {
          const at = (b * time + t) * width + h * 32
          return x.slice(at, at + 32)
        })
      const seen = (t: number, s: number) =>
        mask[b * c.keys + s] !== 0 && (!c.causal || s <= t + c.keys - c.queries)
      const got = attention(rows(q, c.queries), rows(k, c.keys), rows(v, c.keys), seen)
      got.forEach((row, t) => {
        row.forEach((value, d) => {
          out[(b * c.queries + t) * width + h * 32 + d] = value
        })
      })
    }
  }
  return out
}

function setUp(f: Fixture, c: Case) {
  const width = c.heads * 32
  const maskBits = Array.from({ length: c.batch * c.keys }, (_, i) => (i % 5 === 3 ? 0 : 1))
  return {
    q: f.random([c.batch, c.queries, width], 2),
    k: f.random([c.batch, c.keys, width], 2),
    v: f.random([c.batch, c.keys, width]),
    out: f.zeros([c.batch, c.queries, width]),
    lse: f.zeros([c.batch, c.heads, c.queries]),
    mask: { ...f.integers(maskBits), shape: [c.batch, c.keys] },
    scratch: f.zeros([1, attentionScratch(f.kernel)]),
    heads: c.heads,
  }
}

for (const build of builds) {
  test(`${build}: attention agrees with dense attention, masked, full and causal`, async () => {
    const f = await fixture(build)
    for (const c of cases) {
      const op = setUp(f, c)
      const [q, k, v] = [f.read(op.q), f.read(op.k), f.read(op.v)]
      ;(c.causal ? attentionCausalForward : attentionForward)(f.kernel, op)
      expectClose(f.read(op.out), naive(c, f.readIntegers(op.mask), q, k, v), 3e-6)
    }
  })

  test(`${build}: attention's gradients agree with finite differences`, async () => {
    const f = await fixture(build)
    for (const causal of [false, true]) {
      const c = { batch: 1, heads: 1, queries: 3, keys: 5, causal }
      const op = setUp(f, c)
      const [q, k, v, mask] = [f.read(op.q), f.read(op.k), f.read(op.v), f.readIntegers(op.mask)]
      ;(causal ? attentionCausalForward : attentionForward)(f.kernel, op)
      const dOut = f.random(op.out.shape)
      const [dq, dk, dv] = [f.zeros(op.q.shape), f.zeros(op.k.shape), f.zeros(op.v.shape)]
      ;(causal ? attentionCausalBackward : attentionBackward)(f.kernel, { ...op, dOut, dq, dk, dv })
      const cost = (q: readonly number[], k: readonly number[], v: readonly number[]) =>
        inner(naive(c, mask, q, k, v), f.read(dOut))
      expectClose(
        f.read(dq),
        differences(q, (q) => cost(q, k, v)),
        1e-4,
      )
      expectClose(
        f.read(dk),
        differences(k, (k) => cost(q, k, v)),
        1e-4,
      )
      expectClose(
        f.read(dv),
        differences(v, (v) => cost(q, k, v)),
        1e-4,
      )
    }
  })

  test(`${build}: a decoding step equals the last causal row, and nothing seen gives zero`, async () => {
    const f = await fixture(build)
    const op = setUp(f, { batch: 2, heads: 2, queries: 1, keys: 70, causal: true })
    attentionCausalForward(f.kernel, op)
    const want = f.read(op.out)
    attentionDecode(f.kernel, { ...op, lengths: f.integers([70, 70]) })
    expectClose(f.read(op.out), want, 1e-6)
    attentionDecode(f.kernel, { ...op, lengths: f.integers([0, 0]) })
    expect(f.read(op.out).every((x) => x === 0)).toBe(true)
  })
}

test('a factor on the scores that is not above 0 is refused', async () => {
  const f = await fixture('scalar')
  const op = setUp(f, { batch: 1, heads: 1, queries: 2, keys: 2, causal: false })
  for (const scale of [0, -1, Number.NaN])
    expect(() => attentionForward(f.kernel, { ...op, scale })).toThrow(AttentionScaleError)
})
