import { expect, test } from 'vitest'
import { exponential, hyperbolicTangent, sigmoid } from './exponential.ts'

test('the functions stay close to those of Math, at the ends too', () => {
  for (let x = -40; x <= 40; x += 0.0137) {
    expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-10)
    expect(Math.abs(sigmoid(x) - 1 / (1 + Math.exp(-x)))).toBeLessThan(1e-10)
    expect(Math.abs(hyperbolicTangent(x) - Math.tanh(x))).toBeLessThan(1e-9)
  }
  expect(exponential(0)).toBe(1)
  expect(exponential(1000)).toBe(Number.POSITIVE_INFINITY)
  expect(exponential(Number.NEGATIVE_INFINITY)).toBe(0)
  expect(exponential(Number.NaN)).toBeNaN()
  expect(sigmoid(-1e9)).toBe(0)
  expect(hyperbolicTangent(1e9)).toBe(1)
})
