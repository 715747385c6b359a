// Damaged genomes for the fuzz tests.
import type { Random } from '../src/evolve/random.ts'
import { differentiate, encode, ladder, parse, rungGenome, trainingGenome } from '../src/index.ts'

/** Encoded genomes of every form, to be damaged. */
export const samples = [
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

/** Milliseconds of processor time so far: unlike the clock it does not count waiting for a core. */
export const cpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

export const randomBytes = (random: Random, length: number) =>
  Uint8Array.from({ length }, () => random.below(256))

/** A copy with one to four bytes or runs changed, removed, inserted, cut or repeated. */
export const mutated = (random: Random, bytes: Uint8Array): Uint8Array => {
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
