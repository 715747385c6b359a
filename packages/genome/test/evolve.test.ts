import { describe, expect, it } from 'vitest'
import { sizeOf } from '../src/evolve/sites.ts'
import {
  applyEdit,
  crossover,
  type Expr,
  GenomeEditError,
  genomeHash,
  infer,
  invertEdit,
  type MutationKind,
  mutate,
  mutationKinds,
  NoOffspringError,
  parametersOf,
  parse,
  print,
  rungGenome,
  sameType,
} from '../src/index.ts'

const network = rungGenome('sprout', { mixer: 'rwkv7' })
const program = parse(
  'fn (p: (float, float)) => let a = mul(pick[index=0](p), 2.5), b = pick[index=1](p) in (add(a, b) >> tanh >> residual(sigmoid) >> repeat(3, mul(it, 0.5)))',
)

const seeds = (count: number) => Array.from({ length: count }, (_, i) => i * 7919 + 1)

const attempt = <Result>(make: () => Result): Result | null => {
  try {
    return make()
  } catch (error) {
    if (error instanceof NoOffspringError) return null
    throw error
  }
}

describe('mutation', () => {
  it('changes the program, keeps its type, and is undone exactly', () => {
    const kinds = new Set<MutationKind>()
    for (const parent of [network, program])
      for (const seed of seeds(150)) {
        const found = attempt(() => mutate(parent, seed))
        if (found === null) continue
        const { child, mutation } = found
        kinds.add(mutation.kind)
        expect(genomeHash(child)).not.toBe(genomeHash(parent))
        expect(sameType(infer(child), infer(parent))).toBe(true)
        parametersOf(child)
        expect(parse(print(child))).toEqual(child)
        expect(applyEdit(parent, mutation.edit)).toEqual(child)
        expect(applyEdit(child, invertEdit(mutation.edit))).toEqual(parent)
      }
    expect([...kinds].sort()).toEqual([...mutationKinds].sort())
  })

  it('finds mutants for most seeds', () => {
    const found = seeds(100).filter((seed) => attempt(() => mutate(network, seed)) !== null)
    expect(found.length).toBeGreaterThan(95)
  })

  it('gives every node the same mutant for a seed, and other seeds others', () => {
    const hashes = seeds(40).map((seed) => genomeHash(mutate(network, seed).child))
    expect(hashes).toEqual(seeds(40).map((seed) => genomeHash(mutate(network, seed).child)))
    expect(new Set(hashes).size).toBeGreaterThan(15)
  })

  it('survives JSON, so a drift log can be replayed', () => {
    let live: Expr = network
    const log: string[] = []
    for (const seed of seeds(30)) {
      const { child, mutation } = mutate(live, seed)
      log.push(JSON.stringify(mutation.edit))
      live = child
    }
    const replayed = log.reduce((at, line) => applyEdit(at, JSON.parse(line)), network)
    expect(genomeHash(replayed)).toBe(genomeHash(live))
    const undone = log.reduceRight((at, line) => applyEdit(at, invertEdit(JSON.parse(line))), live)
    expect(genomeHash(undone)).toBe(genomeHash(network))
  })

  it('refuses an edit of another genome', () => {
    const { mutation } = mutate(network, 1)
    expect(() => applyEdit(program, mutation.edit)).toThrow(GenomeEditError)
    const forged = { ...mutation.edit, child: mutation.edit.parent }
    expect(() => applyEdit(network, forged)).toThrow(GenomeEditError)
  })

  it('skips genomes that were tried before', () => {
    const { child } = mutate(network, 5)
    const again = mutate(network, 5, { known: new Set([genomeHash(child)]) })
    expect(genomeHash(again.child)).not.toBe(genomeHash(child))
  })

  it('says so when nothing valid exists', () => {
    expect(() => mutate(parse('fn (x: str) => x'), 1, { kinds: ['constant'] })).toThrow(
      NoOffspringError,
    )
  })

  it('can turn the decoder mixer from rwkv7 to attention', () => {
    const mixers = seeds(400).some((seed) => {
      const child = attempt(() => mutate(network, seed, { kinds: ['replace'] }))?.child
      return (
        child !== undefined &&
        /decoder.*attn\[heads=4\]\)/s.test(print(child)) &&
        !print(child).includes('first=true')
      )
    })
    expect(mixers).toBe(true)
  })
})

describe('crossover', () => {
  it('gives well-typed children that carry parts of both and do not bloat', () => {
    const other = rungGenome('sprout')
    let children = 0
    for (const seed of seeds(60)) {
      const found = attempt(() => crossover(network, other, seed))
      if (found === null) continue
      children++
      const { child, crossover: record } = found
      expect(sameType(infer(child), infer(network))).toBe(true)
      expect(genomeHash(child)).not.toBe(genomeHash(network))
      expect(genomeHash(child)).not.toBe(genomeHash(other))
      expect(sizeOf(child)).toBeLessThanOrEqual(2 * sizeOf(network) + 1)
      expect(applyEdit(network, record.edit)).toEqual(child)
      expect(applyEdit(child, invertEdit(record.edit))).toEqual(network)
      expect(record.donor).toBe(genomeHash(other))
    }
    expect(children).toBeGreaterThan(40)
  })

  it('is the same for the same seed and uses the seed', () => {
    const other = rungGenome('sprout')
    const hash = (seed: number) => genomeHash(crossover(network, other, seed).child)
    expect(hash(3)).toBe(hash(3))
    expect(new Set(seeds(20).map(hash)).size).toBeGreaterThan(3)
  })

  it('never leaves a variable unbound', () => {
    const other = parse(
      'fn (p: (float, float)) => let c = pick[index=0](p) in (c >> exp >> mul(it, c))',
    )
    for (const seed of seeds(60)) {
      const found = attempt(() => crossover(program, other, seed))
      if (found !== null) expect(() => print(found.child)).not.toThrow()
    }
  })
})
