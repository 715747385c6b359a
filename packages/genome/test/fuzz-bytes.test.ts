// Hostile bytes: only typed errors, and bounded time and memory. What does decode is the canonical
// spelling of itself, so its bytes come back unchanged.
import { ZooidError } from '@zooid/base'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../src/evolve/random.ts'
import {
  decode,
  differentiate,
  type Expr,
  effectNames,
  encode,
  GenomeCodecError,
  infer,
  lower,
  mutate,
  nestsIn,
  parse,
  print,
  run,
} from '../src/index.ts'
import { cpuMs, mutated, randomBytes, samples } from './hostile.ts'

/** Outcome class; anything but a typed error is thrown on. */
const decodes = (bytes: Uint8Array): boolean => {
  try {
    const expr = decode(bytes)
    expect(Buffer.compare(encode(expr), bytes)).toBe(0)
    return true
  } catch (error) {
    if (error instanceof GenomeCodecError) return false
    throw error
  }
}

// A hundred thousand expected errors; their stack traces would take most of the time.
Error.stackTraceLimit = 0

describe('hostile bytes', () => {
  it('answers 100,000 byte strings with a genome or a typed error, in bounded time and memory', () => {
    const random = createRandom(20_261_120)
    const before = process.memoryUsage()
    let accepted = 0
    let slowest = 0
    for (let i = 0; i < 100_000; i++) {
      const sample = samples[i % samples.length] ?? new Uint8Array()
      const raw = randomBytes(random, random.below(64))
      const bytes =
        i % 4 === 0
          ? raw
          : i % 4 === 1
            ? Uint8Array.from([...sample.subarray(0, 6), ...raw])
            : mutated(random, sample)
      const start = cpuMs()
      if (decodes(bytes)) accepted++
      slowest = Math.max(slowest, cpuMs() - start)
    }
    expect(accepted).toBeGreaterThan(100)
    expect(slowest).toBeLessThan(2000)
    const after = process.memoryUsage()
    expect(after.rss - before.rss).toBeLessThan(256 * 2 ** 20)
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(64 * 2 ** 20)
  }, 120_000)

  it('types, runs, differentiates and mutates whatever decodes, with typed errors only', () => {
    const random = createRandom(7)
    let reached = 0
    const uses = [
      (expr: Expr) => infer(expr),
      (expr: Expr) => lower(expr),
      (expr: Expr) => nestsIn(expr, expr),
      (expr: Expr) => run(expr, { gas: 10_000, effects: effectNames }),
      (expr: Expr) => differentiate(expr),
      (expr: Expr) => mutate(expr, reached % 5),
    ]
    for (let i = 0; i < 20_000; i++) {
      const bytes = mutated(random, samples[i % samples.length] ?? new Uint8Array())
      if (!decodes(bytes)) continue
      const expr = decode(bytes)
      reached++
      expect(parse(print(expr))).toEqual(expr)
      for (const use of uses.slice(0, reached % 10 === 0 ? 6 : 5))
        try {
          use(expr)
        } catch (error) {
          if (!(error instanceof ZooidError)) throw error
        }
    }
    expect(reached).toBeGreaterThan(100)
  }, 120_000)
})
