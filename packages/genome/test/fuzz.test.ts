// Hostile bytes and text: only typed errors, and bounded time and memory. What does decode is the
// canonical spelling of itself, so its bytes come back unchanged.
import { ZooidError } from '@zooid/base'
import { describe, expect, it } from 'vitest'
import { createRandom, type Random } from '../src/evolve/random.ts'
import {
  decode,
  differentiate,
  type Expr,
  effectNames,
  encode,
  GenomeDecodeError,
  GenomeSyntaxError,
  genomeLimits,
  infer,
  ladder,
  lower,
  mutate,
  nestsIn,
  parametersOf,
  parse,
  parseType,
  print,
  run,
  rungGenome,
  trainingGenome,
} from '../src/index.ts'

const samples = [
  encode(rungGenome('seed')),
  encode(rungGenome('child', { mixer: 'rwkv7' })),
  encode(trainingGenome(ladder.seed, 0.1)),
  encode(differentiate(parse('fn (x: f32[2, 3]) => sum(gelu(softmax(x)))'))),
  encode(
    parse(
      'fn (t: (term, list<int -> bool>)) => let a = "text", b = -2.5 in (a | b | call(fn (x: int) => x, -7))',
    ),
  ),
]

const randomBytes = (random: Random, length: number) =>
  Uint8Array.from({ length }, () => random.below(256))

const mutated = (random: Random, bytes: Uint8Array): Uint8Array => {
  const copy = Array.from(bytes)
  for (let edits = 1 + random.below(4); edits > 0; edits--) {
    const at = random.below(copy.length)
    const kind = random.below(5)
    if (kind === 0) copy[at] = random.below(256)
    else if (kind === 1) copy.splice(at, 1 + random.below(4))
    else if (kind === 2) copy.splice(at, 0, ...randomBytes(random, 1 + random.below(4)))
    else if (kind === 3) copy.length = at
    else copy.splice(at, 0, ...copy.slice(random.below(copy.length), at + 8))
    if (copy.length === 0) copy.push(0)
  }
  return Uint8Array.from(copy)
}

/** Outcome class; anything but a typed error is thrown on. */
const decodes = (bytes: Uint8Array): boolean => {
  try {
    const expr = decode(bytes)
    expect(Buffer.compare(encode(expr), bytes)).toBe(0)
    return true
  } catch (error) {
    if (error instanceof GenomeDecodeError) return false
    throw error
  }
}

describe('fuzz', () => {
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
      const start = performance.now()
      if (decodes(bytes)) accepted++
      slowest = Math.max(slowest, performance.now() - start)
    }
    expect(accepted).toBeGreaterThan(100)
    expect(slowest).toBeLessThan(500)
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

  it('answers 100,000 texts with a genome or a syntax error', () => {
    const random = createRandom(11)
    const texts = samples.map((bytes) => print(decode(bytes)))
    const parts = [
      '(',
      ')',
      '[',
      ']',
      '>>',
      '|',
      ',',
      '=',
      'let',
      'in',
      'fn',
      'x',
      'add',
      '1',
      '-2.5',
      '"s"',
      'list<',
      '>',
      'f32[',
      ':',
      '=>',
      'it',
      'repeat(',
      'call(',
      '\\',
      '"',
      '\u0000',
      '\ud800',
      ' ',
      '\n',
      '//',
    ]
    let accepted = 0
    for (let i = 0; i < 100_000; i++) {
      const text = texts[i % texts.length] ?? ''
      const at = random.below(text.length)
      const noise = Array.from(
        { length: 1 + random.below(i % 2 === 0 ? 20 : 2) },
        () => random.pick(parts) ?? '',
      ).join(i % 3 === 0 ? ' ' : '')
      const hostile =
        i % 2 === 0 ? noise : text.slice(0, at) + noise + text.slice(at + random.below(6))
      try {
        const expr = parse(hostile)
        accepted++
        if (i % 20 === 0) expect(parse(print(expr))).toEqual(expr)
      } catch (error) {
        if (!(error instanceof GenomeSyntaxError)) throw error
      }
    }
    expect(accepted).toBeGreaterThan(100)
  }, 120_000)

  it.each([
    ['a million brackets', '('.repeat(genomeLimits.textLength)],
    ['a million open calls', 'neg('.repeat(200_000)],
    ['a million stages', 'it>>'.repeat(250_000)],
    ['a million digits', '9'.repeat(genomeLimits.textLength)],
    ['a megabyte of string', `"${'a'.repeat(genomeLimits.textLength - 2)}"`],
    ['a megabyte of escapes', `"${'\\n'.repeat(genomeLimits.textLength / 2 - 1)}"`],
    ['a string never closed', `"${'a'.repeat(genomeLimits.textLength - 2)}`],
    ['quotes', '"\\'.repeat(genomeLimits.textLength / 2)],
    ['attributes', `attn[${'a=1,'.repeat(200_000)}`],
    ['a long name', 'a'.repeat(genomeLimits.textLength)],
    ['too much', ' '.repeat(genomeLimits.textLength + 1)],
    ['a deep function type', `fn (x: ${'int -> '.repeat(100_000)}int) => x`],
    ['a deep list type', `fn (x: ${'list<'.repeat(100_000)}int) => x`],
    ['many lets', `let ${Array.from({ length: 20_000 }, (_, i) => `a${i} = 1`).join(', ')} in 1 2`],
  ])('refuses %s quickly', (_name, text) => {
    const start = performance.now()
    expect(() => parse(text)).toThrow(GenomeSyntaxError)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('handles the most bindings and nodes allowed in time that does not explode', () => {
    const start = performance.now()
    const bindings = Array.from(
      { length: 4000 },
      (_, i) => `a${i} = ${i === 0 ? '1.0' : `a${i - 1}`}`,
    )
    const uses = Array.from({ length: 20_000 }, (_, i) => `a${i % 4000}`)
    const wide = parse(
      `fn (x: float) => let ${bindings.join(', ')} in list(${uses.slice(0, 4096)}) >> x`,
    )
    expect(parse(print(decode(encode(wide))))).toEqual(wide)
    infer(wide)
    run(wide, { input: { kind: 'float', value: 1 } })
    parametersOf(wide)
    mutate(wide, 1, { kinds: ['constant'] })
    const functions = uses.map((name) => `fn (y: float) => ${name}`).join(' >> ')
    expect(() => parse(functions)).toThrow(GenomeSyntaxError)
    const closures = parse(
      `fn (x: float) => let ${bindings.join(', ')} in ${uses.map((name) => `(fn (y: float) => ${name})`).join(' >> ')} >> x`,
    )
    parametersOf(closures)
    expect(() => differentiate(closures)).not.toThrow()
    expect(() => parse(`let ${Array.from({ length: 5000 }, (_, i) => `a${i} = 1`)} in 1`)).toThrow(
      /variables in scope/,
    )
    expect(performance.now() - start).toBeLessThan(10_000)
  }, 60_000)

  it('refuses deep and wide types', () => {
    expect(() => parseType(`(${Array(5000).fill('int').join(', ')})`)).toThrow(GenomeSyntaxError)
    expect(() => parseType('f32[1, 1, 1, 1, 1, 1, 1, 1, 1]')).toThrow(GenomeSyntaxError)
  })
})
