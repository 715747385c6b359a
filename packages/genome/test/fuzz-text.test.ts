// Hostile text: a genome or a syntax error, in time linear in the text.
import { describe, expect, it } from 'vitest'
import { createRandom } from '../src/evolve/random.ts'
import {
  decode,
  differentiate,
  encode,
  GenomeSyntaxError,
  genomeLimits,
  infer,
  mutate,
  parametersOf,
  parse,
  parseType,
  print,
  run,
} from '../src/index.ts'
import { cpuMs, samples } from './hostile.ts'

// A hundred thousand expected errors; their stack traces would take most of the time.
Error.stackTraceLimit = 0

describe('hostile text', () => {
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
    const start = cpuMs()
    expect(() => parse(text)).toThrow(GenomeSyntaxError)
    expect(cpuMs() - start).toBeLessThan(5000)
  })

  it('handles the most bindings and nodes allowed in time that does not explode', () => {
    const start = cpuMs()
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
    expect(cpuMs() - start).toBeLessThan(10_000)
  }, 60_000)

  it('refuses deep and wide types', () => {
    expect(() => parseType(`(${Array(5000).fill('int').join(', ')})`)).toThrow(GenomeSyntaxError)
    expect(() => parseType('f32[1, 1, 1, 1, 1, 1, 1, 1, 1]')).toThrow(GenomeSyntaxError)
  })
})
