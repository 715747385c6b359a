import { describe, expect, it } from 'vitest'
import {
  GenomeTypeError,
  infer,
  inferGenome,
  ladder,
  parse,
  parseType,
  printType,
  run,
  rungGenome,
  trainingGenome,
} from '../src/index.ts'

const typeOf = (text: string) => printType(infer(parse(text)))
const failure = (text: string, input = 'unit') => {
  try {
    infer(parse(text), { input: parseType(input) })
  } catch (error) {
    if (error instanceof GenomeTypeError) return error
    throw error
  }
  throw new Error('accepted')
}

describe('inference', () => {
  it.each([
    ['1 | 2.5 | "a"', '(int, float, str)'],
    [
      'fn (x: f32[B, T, 64]) => residual(rms_norm >> attn[heads=2])',
      'f32[B, T, 64] -> f32[B, T, 64]',
    ],
    ['fn (x: f32[B, 4]) => add(x, 1.0)', 'f32[B, 4] -> f32[B, 4]'],
    ['fn (x: f32[B, T, 8]) => mul(x, sum_last(x))', 'f32[B, T, 8] -> f32[B, T, 8]'],
    ['fn (p: (f32[M, K], f32[K, N])) => matmul', '(f32[M, K], f32[K, N]) -> f32[M, N]'],
    ['call(fn (x: f32[B, 4]) => sum_last(x), 0.0 >> expand(it, expand(1.0, 2.0)))', null],
    ['map(fn (x: int) => (x | x), list(1, 2))', 'list<(int, int)>'],
    ['join(list(), list(1))', 'list<int>'],
    ['compose(fn (x: int) => to_float(x), fn (x: float) => sin(x))', 'int -> float'],
  ])('types %s', (text, type) => {
    if (type === null) expect(() => typeOf(text)).toThrow(GenomeTypeError)
    else expect(typeOf(text)).toBe(type)
  })

  it('binds symbols where a function is called', () => {
    const text = 'fn (x: f32[3, 4]) => call(fn (y: f32[B, 4]) => sum_last(y), x)'
    expect(typeOf(text)).toBe('f32[3, 4] -> f32[3, 1]')
  })

  it('does not take two symbols for one', () => {
    expect(failure('fn (p: (f32[B, 4], f32[C, 4])) => add').message).toContain('do not broadcast')
  })

  it('points at the sub-expression that is wrong', () => {
    const error = failure(
      'fn (x: f32[B, T, 64]) => repeat(2, rms_norm >> linear[out=32] >> rms_norm)',
    )
    expect(error.path).toEqual([0])
    expect(error.message).toMatch(/at \/0, repeat.*f32\[B, T, 64\] becomes f32\[B, T, 32\]/)
    const deep = failure('fn (x: f32[B, T, 64]) => rms_norm >> residual(matmul(it, it))')
    expect(deep.path).toEqual([0, 1, 0])
    expect(deep.message).toContain('matmul')
  })

  it('says what an op without arguments found in the pipeline', () => {
    expect(failure('add', 'int').hint).toContain('feed it a tuple')
    expect(failure('pick[index=2]', '(int, int)').message).toContain('no part 2')
  })

  it('types every network of the ladder', () => {
    for (const mixer of ['attn', 'rwkv7'] as const) {
      const { from, to } = inferGenome(rungGenome('teen', { mixer }))
      expect(printType(from)).toBe('(i32[B, S], i32[B, T])')
      expect(printType(to)).toBe('(f32[B, 16], f32[B, T, 8192])')
    }
    expect(printType(inferGenome(trainingGenome(ladder.adult)).to)).toBe('float')
  })

  it('refuses a type that doubles at every stage instead of building it', () => {
    const text = Array(60).fill('(it | it)').join(' >> ')
    expect(failure(`1 >> ${text}`).message).toContain('4096 parts')
    expect(() => run(parse(`1 >> ${text}`))).toThrow(GenomeTypeError)
  })
})
