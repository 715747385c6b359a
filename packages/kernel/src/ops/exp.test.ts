import { expect, test } from 'vitest'
import { builds, fixture } from '../op-fixture.ts'
import { expForward } from './exp.ts'

/** Distance in units of the last place of a float near `want`. */
function ulps(got: number, want: number): number {
  if (got === want || got === Math.fround(want)) return Math.abs(got - want) === Infinity ? 0 : 0.5
  const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(want))))
  return Math.abs(got - want) / 2 ** (exponent - 23)
}

for (const build of builds) {
  test(`${build}: exp is within 1.2 ulp from the smallest denormal to the largest float`, async () => {
    const f = await fixture(build)
    const n = 20_001
    const x = f.floats(Array.from({ length: n }, (_, i) => -103.9 + (i * (103.9 + 88.7)) / (n - 1)))
    const out = f.zeros([n])
    expForward(f.kernel, out, x)
    const got = f.read(out)
    const worst = f
      .read(x)
      .reduce((most, x, i) => Math.max(most, ulps(got[i] ?? 0, Math.exp(x))), 0)
    expect(worst).toBeLessThan(1.2)
  })

  test(`${build}: exp at the ends of the line`, async () => {
    const f = await fixture(build)
    const x = f.floats([0, -0, 1e-45, -200, 200, -Infinity, Infinity, Number.NaN])
    expForward(f.kernel, x, x)
    expect(f.read(x)).toEqual([1, 1, 1, 0, Infinity, 0, Infinity, Number.NaN])
  })
}
