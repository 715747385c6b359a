import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  build,
  GenomePrintError,
  GenomeSyntaxError,
  genomeHash,
  ladder,
  parse,
  parseType,
  print,
  printType,
  rungGenome,
  trainingGenome,
} from '../src/index.ts'
import { arbitraryExpr, arbitraryType } from './arbitrary.ts'

const failure = (text: string) => {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof GenomeSyntaxError) return error
    throw error
  }
  throw new Error('accepted')
}

describe('text', () => {
  it('reads back every expression it prints', () => {
    fc.assert(
      fc.property(arbitraryExpr(), (expr) => {
        const text = print(expr)
        expect(parse(text)).toEqual(expr)
        expect(print(parse(text))).toBe(text)
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('reads back every type it prints', () => {
    fc.assert(
      fc.property(arbitraryType, (type) => {
        expect(parseType(printType(type))).toEqual(type)
      }),
    )
  })

  it('reads back the networks, with their hashes', () => {
    for (const genome of [
      rungGenome('seed'),
      rungGenome('adult', { mixer: 'rwkv7' }),
      trainingGenome(ladder.child, 0.1),
    ])
      expect(genomeHash(parse(print(genome)))).toBe(genomeHash(genome))
  })

  it('prints the seed network in a form a person can read', () => {
    expect(print(rungGenome('seed'))).toMatchInlineSnapshot(
      `"fn (v0: (i32[B, S], i32[B, T])) => let v1 = pick[index=0] >> embed[dim=64, share=tokens, vocab=1024] >> scope[name=encoder](repeat(1, residual(rms_norm >> attn[heads=2]) >> residual(rms_norm >> swiglu[hidden=176]))) >> scope[name=encoder_out](rms_norm) in v1 >> mean_pool >> scope[name=head](linear[bias=true, out=16]) | pick[index=1] >> embed[dim=64, share=tokens, vocab=1024] >> scope[name=decoder](repeat(1, residual(rms_norm >> attn[causal=true, heads=2]) >> residual(rms_norm >> cross_attn[heads=2](it, v1)) >> residual(rms_norm >> swiglu[hidden=176]))) >> scope[name=decoder_out](rms_norm) >> unembed[bias=true, share=tokens, vocab=1024]"`,
    )
  })

  it('binds >> tighter than |, and keeps the shape of nested tuples', () => {
    expect(parse('neg >> abs | it')).toEqual(
      build.par(build.seq(build.op('neg'), build.op('abs')), build.op('it')),
    )
    expect(parse('(1 | 2) | 3')).not.toEqual(parse('1 | 2 | 3'))
    expect(parse('(neg >> abs) >> neg')).toEqual(parse('neg >> abs >> neg'))
  })

  it('ignores comments and white space', () => {
    expect(parse('neg // minus\n  >>\tabs')).toEqual(parse('neg>>abs'))
  })

  it.each([
    ['neg >>', 1, 7, /expected an expression/],
    ['neg >>\n  atn[heads=2]', 2, 3, /no op "atn"/],
    ['attn[head=2]', 1, 1, /needs the attribute heads|no attribute head/],
    ['attn[heads=2, heads=2]', 1, 1, /twice/],
    ['attn[heads=0]', 1, 1, /between 1 and 1024/],
    ['add(1)', 1, 1, /takes 2 arguments or none, got 1/],
    ['(1', 1, 3, /expected \)/],
    ['1 2', 1, 3, /unexpected 2/],
    ['let add = 1 in add', 1, 5, /taken/],
    ['fn (x: f32[b]) => x', 1, 12, /not a dimension/],
    ['fn (x: f32[0]) => x', 1, 12, /not a dimension/],
    ['9007199254740993.', 1, 17, /unexpected/],
    ['90071992547409931', 1, 1, /not an exact integer/],
    ['1e999', 1, 1, /finite/],
    ['"\\ud800"', 1, 1, /surrogate/],
    ['"open', 1, 1, /unexpected/],
    ['repeat(1025, it)', 1, 8, /0 to 1024/],
    ['repeat(-1, it)', 1, 8, /expected a count/],
  ])('refuses %j at its place', (text, line, column, message) => {
    const error = failure(text)
    expect([error.line, error.column]).toEqual([line, column])
    expect(error.message).toMatch(message)
  })

  it('suggests the op that was meant', () => {
    expect(failure('sofmax').hint).toContain('did you mean softmax?')
  })

  it('refuses to print a variable that nothing binds', () => {
    expect(() => print(build.variable(0))).toThrow(GenomePrintError)
  })
})
