// One regression test per row of what the first machine language of this family got wrong: bytes
// without sizes, hashes that depended on who encoded, pipelines that dropped their input, ops that
// answered nothing, gradients that passed through, mutations that changed nothing.
import { describe, expect, it } from 'vitest'
import {
  build,
  crossover,
  decode,
  describe as describeOp,
  differentiate,
  encode,
  GenomeCodecError,
  GenomeRunError,
  genomeHash,
  infer,
  manifestText,
  mutate,
  nestsIn,
  ops,
  parametersOf,
  parse,
  print,
  printValue,
  run,
  rungGenome,
  rungNames,
  tensor,
  tensorValue,
} from '../src/index.ts'

describe('row 1: a representation that can run', () => {
  it('keeps every size in the bytes: the network can be built from them alone', () => {
    const back = decode(encode(rungGenome('child')))
    expect(parametersOf(back)).toEqual(parametersOf(rungGenome('child')))
    expect(encode(rungGenome('child')).length).toBeLessThan(450)
  })

  it('gives a symbolic dimension back as the same symbol', () => {
    const genome = build.lam(tensor('f32', 'B', 2 ** 31 - 1), build.op('it'))
    expect(decode(encode(genome))).toEqual(genome)
  })

  it('refuses five bytes that claim 2^28 items without asking for memory', () => {
    const bytes = Uint8Array.of(0x5a, 0x47, 0x45, 0x4e, 1, 0, 9, 0x80, 0x80, 0x80, 0x80, 0x01)
    const before = process.memoryUsage().rss
    expect(() => decode(bytes)).toThrow(GenomeCodecError)
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 2 ** 20)
  })

  it('says which versions it reads', () => {
    const bytes = Uint8Array.of(0x5a, 0x47, 0x45, 0x4e, 2, 0, 0)
    expect(() => decode(bytes)).toThrow(
      expect.objectContaining({
        code: 'genome.codec.version',
        hint: expect.stringContaining('1 to 1'),
      }),
    )
  })
})

describe('row 2: content address', () => {
  it('does not depend on names or on the order in which strings were first met', () => {
    const one = parse('fn (a: int) => (term[name=beta] | term[name=alpha])')
    const two = parse('fn (zz: int) => (term[name=beta] | term[name=alpha])')
    expect(genomeHash(one)).toBe(genomeHash(two))
    expect(genomeHash(decode(encode(one)))).toBe(genomeHash(one))
    expect(genomeHash(one)).toMatch(/^0x[0-9a-f]{64}$/)
  })

  it('tells different programs apart: swapped operands, other activation, other size', () => {
    const texts = [
      'sub(1, 2)',
      'sub(2, 1)',
      'relu(1.0)',
      'gelu(1.0)',
      'attn[heads=2]',
      'attn[heads=4]',
      '1',
      '1.0',
      '-0.0',
      '0.0',
    ]
    expect(new Set(texts.map((text) => genomeHash(parse(text)))).size).toBe(texts.length)
  })
})

describe('row 3: machine', () => {
  const result = (text: string) => printValue(null, run(parse(text)).value)

  it('feeds the left of a pipeline to the right', () => {
    expect(result('add(2, 3) >> mul(it, 10)')).toBe('50')
  })

  it('evaluates lambdas and calls', () => {
    expect(result('call(fn (x: int) => mul(x, x), 7)')).toBe('49')
    expect(result('let k = 3 in map(fn (x: int) => mul(x, k), list(1, 2))')).toBe('[3, 6]')
  })

  it('errs on overflow, on effects not granted, and on ops it does not implement', () => {
    for (const text of ['mul(9007199254740991, 3)', 'spawn[topic=a](fn (x: unit) => 1)', 'self'])
      expect(() => run(parse(text))).toThrow(GenomeRunError)
    const silent = ops.filter((op) => op.run === undefined)
    for (const op of silent.filter((candidate) => !candidate.example.startsWith('fn')))
      expect(() => run(parse(op.example), { effects: ['alloc', 'comm', 'exec'] }), op.name).toThrow(
        expect.objectContaining({ code: 'genome.not_implemented' }),
      )
  })

  it('counts gas on every op, so an endless loop ends', () => {
    expect(() =>
      run(parse('while(fn (x: int) => true, fn (x: int) => x, 0)'), { gas: 5000 }),
    ).toThrow(expect.objectContaining({ code: 'genome.out_of_gas' }))
  })
})

describe('row 4: differentiation', () => {
  it('knows d(x*x) = 2x and d(x W) = g W^T, x^T g', () => {
    const square = differentiate(parse('fn (x: float) => mul(x, x)'))
    expect(printValue(null, run(square, { input: { kind: 'float', value: 5 } }).value)).toBe(
      '(25.0, 10.0)',
    )
    const product = differentiate(parse('fn (p: (f32[1, 2], f32[2, 1])) => matmul >> sum'))
    const input = {
      kind: 'tuple',
      items: [tensorValue([1, 2], [2, 3]), tensorValue([2, 1], [5, 7])],
    } as const
    expect(printValue(null, run(product, { input }).value)).toBe(
      '(31.0, (f32[1, 2](5.0, 7.0), f32[2, 1](2.0, 3.0)))',
    )
  })

  it('connects the stages of a pipeline and refuses branches instead of adding both', () => {
    const chain = differentiate(parse('fn (x: float) => mul(x, 3.0) >> relu'))
    expect(printValue(null, run(chain, { input: { kind: 'float', value: 2 } }).value)).toBe(
      '(6.0, 3.0)',
    )
    expect(() => differentiate(parse('fn (x: float) => cond(less(x, 0.0), x, neg(x))'))).toThrow(
      expect.objectContaining({ code: 'genome.not_differentiable' }),
    )
  })
})

describe('row 5: mutation and crossover', () => {
  it('changes the program itself, not only a record of it', () => {
    const parent = rungGenome('seed')
    for (let seed = 0; seed < 30; seed++) {
      const { child } = mutate(parent, seed)
      expect(print(child)).not.toBe(print(parent))
      infer(child)
    }
  })

  it('uses the seed in crossover and cuts at type-equal places, not at midpoints', () => {
    const [a, b] = [rungGenome('sprout'), rungGenome('sprout', { mixer: 'rwkv7' })]
    const paths = new Set(
      Array.from({ length: 20 }, (_, seed) => crossover(a, b, seed).crossover.edit.path.join('/')),
    )
    expect(paths.size).toBeGreaterThan(3)
  })
})

describe('row 6: rewriting', () => {
  it('never simplifies a program: residuals and repeated norms survive every round trip', () => {
    const text =
      'fn (x: f32[B, T, 32]) => residual(it) >> residual(rms_norm >> rms_norm) >> softmax >> softmax'
    expect(print(decode(encode(parse(text))))).toBe(text.replaceAll(/\bx\b/g, 'v0'))
  })
})

describe('row 7: inference', () => {
  it('applies bindings to the ones made before, and refuses circular ones', () => {
    const [x, y] = ['unknown[name=x]', 'unknown[name=y]']
    const chained = `get(unify(term[name=f](${x}, ${y}), term[name=f](${y}, term[name=a])), 0)`
    expect(printValue(null, run(parse(`resolve(${chained}, ${x})`)).value)).toBe('a')
    expect(printValue(null, run(parse(`unify(${x}, term[name=f](${x}))`)).value)).toBe('[]')
  })

  it('ends when nothing new follows, however many rounds are allowed', () => {
    const loop = `term[name=rule](term[name=p](unknown[name=x]), term[name=p](unknown[name=x]))`
    const { value, gasUsed } = run(
      parse(`infer[rounds=1024](list(term[name=p](term[name=a])), list(${loop}))`),
    )
    expect(printValue(null, value)).toBe('[p(a)]')
    expect(gasUsed).toBeLessThan(200)
  })

  it('lets weights mix only between genomes that are equal or nest', () => {
    expect(nestsIn(rungGenome('seed'), rungGenome('adult'))).toBe(true)
    for (const mixer of ['attn', 'rwkv7'] as const)
      for (const name of rungNames)
        expect(nestsIn(rungGenome('seed', { mixer }), rungGenome(name, { mixer })), name).toBe(true)
    expect(nestsIn(rungGenome('adult'), rungGenome('seed'))).toBe(false)
    expect(nestsIn(rungGenome('seed'), rungGenome('seed'))).toBe(true)
    expect(nestsIn(rungGenome('seed'), rungGenome('adult', { mixer: 'rwkv7' }))).toBe(false)
  })
})

describe('row 8: discovery', () => {
  it('is generated from the table: every op appears and can be described', () => {
    for (const op of ops) {
      expect(manifestText()).toContain(`${op.name}/`)
      expect(describeOp(op.name)).toContain(op.doc)
    }
    expect(Buffer.byteLength(manifestText())).toBeLessThanOrEqual(4096)
  })
})
