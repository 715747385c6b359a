// `zooid model diff`: may two models be averaged, and where do they differ? Answers from the files alone.
import { genomeHash, nestsIn } from '@zooid/genome'
import { hasSamePrefix, type Weights } from '@zooid/model'
import { defineCommand, jsonFlag } from '../command.ts'
import { readModel, type StoredModel } from '../model-folder.ts'
import { green, print, printJson, table, yellow } from '../terminal.ts'

export const command = defineCommand({
  about: 'Compare two model folders',
  examples: [
    'zooid model diff ./before ./after',
    'zooid model diff ./queen ./worker-1 --json',
    'zooid model diff .zooid/models/child .zooid/models/adult',
  ],
  args: {
    a: { type: 'positional', description: 'One folder', required: true },
    b: { type: 'positional', description: 'The other folder', required: true },
    json: jsonFlag,
  },
  async run(args) {
    const [a, b] = [await readModel(args.a), await readModel(args.b)]
    const relations = relate(a, b)
    const tensors = distances(a.checkpoint.weights, b.checkpoint.weights)
    const averageable =
      relations.genome !== 'different' && relations.tokenizer !== 'different' && relations.related
    if (args.json) {
      printJson({ averageable, ...relations, tensors })
      return undefined
    }
    print(
      averageable
        ? green('these two can be averaged')
        : yellow('these two cannot be averaged: they do not mean the same network'),
    )
    const { genome, tokenizer, ancestor, related } = relations
    print(
      table(
        ['what', 'finding'],
        [
          ['genome', genome],
          ['tokenizer', tokenizer],
          [
            'ancestor',
            related ? (ancestor ?? 'one is the ancestor of the other') : 'no common one',
          ],
          ['updates', `${a.checkpoint.manifest.step} and ${b.checkpoint.manifest.step}`],
        ],
      ),
    )
    const shown = tensors.slice(0, 12)
    print(
      table(
        ['tensor', 'relative distance', 'largest change'],
        shown.map(({ name, relative, largest }) => [
          name,
          relative === null ? 'not in both' : relative.toPrecision(3),
          largest === null ? '' : largest.toPrecision(3),
        ]),
      ),
    )
    if (tensors.length > shown.length)
      print(`and ${tensors.length - shown.length} tensors that differ less; --json lists all`)
    return undefined
  },
})

type Relation = 'equal' | 'one nests in the other' | 'different'

function relate(a: StoredModel, b: StoredModel) {
  const [one, two] = [a.checkpoint.manifest, b.checkpoint.manifest]
  const genome: Relation =
    genomeHash(one.genome) === genomeHash(two.genome)
      ? 'equal'
      : nestsIn(one.genome, two.genome) || nestsIn(two.genome, one.genome)
        ? 'one nests in the other'
        : 'different'
  const tokenizer: Relation =
    a.tokenizer.hash === b.tokenizer.hash
      ? 'equal'
      : hasSamePrefix(a.tokenizer, b.tokenizer)
        ? 'one nests in the other'
        : 'different'
  // A model without an ancestor is the root of its line.
  const [rootA, rootB] = [one.ancestorHash ?? `0x${a.hash}`, two.ancestorHash ?? `0x${b.hash}`]
  return { genome, tokenizer, related: rootA === rootB, ancestor: one.ancestorHash }
}

type Distance = {
  readonly name: string
  /** |a - b| / (|a| + |b|) over the block both have; null when only one has the tensor. */
  readonly relative: number | null
  readonly largest: number | null
}

/** Largest distance first. */
function distances(a: Weights, b: Weights): readonly Distance[] {
  const names = [...new Set([...a.keys(), ...b.keys()])]
  return names
    .map((name): Distance => {
      const [one, two] = [a.get(name), b.get(name)]
      if (one === undefined || two === undefined || one.shape.length !== two.shape.length)
        return { name, relative: null, largest: null }
      const shape = one.shape.map((size, axis) => Math.min(size, two.shape[axis] ?? 0))
      let [difference, size, largest] = [0, 0, 0]
      forEachPlace(shape, (index) => {
        const x = one.data[offsetOf(index, one.shape)] ?? 0
        const y = two.data[offsetOf(index, two.shape)] ?? 0
        difference += (x - y) ** 2
        size += x * x + y * y
        largest = Math.max(largest, Math.abs(x - y))
      })
      return { name, relative: size === 0 ? 0 : Math.sqrt(difference / size), largest }
    })
    .sort((x, y) => (y.relative ?? -1) - (x.relative ?? -1))
}

/** Every index of a shape of up to two axes, which is all that parameters have. */
function forEachPlace(shape: readonly number[], visit: (index: readonly number[]) => void): void {
  const [rows = 1, columns = 1] = shape
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) visit([row, column])
}

function offsetOf([row = 0, column = 0]: readonly number[], shape: readonly number[]): number {
  return row * (shape[1] ?? 1) + column
}
