import { expect, test } from 'vitest'
import { differences, inner } from '../naive/differences.ts'
import { rwkv7 } from '../naive/rwkv7.ts'
import { builds, expectClose, type Fixture, fixture } from '../op-fixture.ts'
import { rwkv7Backward, rwkv7Forward, rwkv7Scratch } from './rwkv7.ts'

const names = ['r', 'w', 'k', 'v', 'kk', 'a'] as const
const rows = (x: readonly number[]) =>
  Array.from({ length: x.length / 32 }, (_, t) => x.slice(32 * t, 32 * t + 32))

function inputs(f: Fixture, time: number) {
  const shape = [1, time, 1, 32]
  const [r, k, v] = [f.random(shape), f.random(shape), f.random(shape)]
  const [w, kk, a] = [f.random(shape), f.random(shape, 0.25), f.random(shape)]
  for (const x of [w, a]) {
    const numbers = f.kernel.f32(x)
    numbers.forEach((value, i) => {
      numbers[i] = 0.75 + 0.24 * value
    })
  }
  return { r, w, k, v, kk, a }
}

const naiveY = (numbers: Record<(typeof names)[number], readonly number[]>) =>
  rwkv7({
    r: rows(numbers.r),
    w: rows(numbers.w),
    k: rows(numbers.k),
    v: rows(numbers.v),
    kk: rows(numbers.kk),
    a: rows(numbers.a),
  }).flat()

for (const build of builds) {
  test(`${build}: rwkv7 agrees with its recurrence, at once or token by token`, async () => {
    const f = await fixture(build)
    const x = inputs(f, 20)
    const [y, state] = [f.zeros([1, 20, 1, 32]), f.zeros([1, 1, 32, 32])]
    rwkv7Forward(f.kernel, { ...x, y, state })
    const numbers = Object.fromEntries(names.map((name) => [name, f.read(x[name])]))
    expectClose(f.read(y), naiveY(numbers as never), 1e-5)
    const carried = f.zeros([1, 1, 32, 32])
    const one = (t: number, tensor: typeof y) => ({
      ...tensor,
      offset: tensor.offset + 128 * t,
      shape: [1, 1, 1, 32],
    })
    const whole = f.read(y)
    for (let t = 0; t < 20; t++) {
      const step = Object.fromEntries(names.map((name) => [name, one(t, x[name])]))
      rwkv7Forward(f.kernel, { ...(step as unknown as typeof x), y: one(t, y), state: carried })
    }
    expect(f.read(y)).toEqual(whole)
    expect(f.read(carried)).toEqual(f.read(state))
  })

  test(`${build}: rwkv7's gradients agree with finite differences across a chunk border`, async () => {
    const f = await fixture(build)
    const time = build === 'simd128' ? 18 : 3
    const x = inputs(f, time)
    const shape = [1, time, 1, 32]
    const saved = f.zeros([1, 1, Math.ceil(time / 16), 32, 32])
    const [y, state, dState, dy] = [
      f.zeros(shape),
      f.zeros([1, 1, 32, 32]),
      f.zeros([1, 1, 32, 32]),
      f.random(shape),
    ]
    rwkv7Forward(f.kernel, { ...x, y, state, saved })
    const d = { dr: y, dw: y, dk: y, dv: y, dkk: y, da: y }
    for (const name of names) d[`d${name}`] = f.zeros(shape)
    const scratch = f.zeros([1, rwkv7Scratch(f.kernel)])
    rwkv7Backward(f.kernel, { ...x, ...d, dy, dState, saved, scratch })
    const numbers = Object.fromEntries(names.map((name) => [name, f.read(x[name])]))
    for (const name of names) {
      const few = [0, 5, 31, 32 * (time - 1) + 7]
      const got = f.read(d[`d${name}`])
      const want = differences(
        few.map((i) => f.read(x[name])[i]!),
        (moved) => {
          const copy = f.read(x[name])
          few.forEach((i, j) => {
            copy[i] = moved[j]!
          })
          return inner(naiveY({ ...numbers, [name]: copy } as never), f.read(dy))
        },
      )
      expectClose(
        few.map((i) => got[i]!),
        want,
        1e-4,
      )
    }
  })
}
