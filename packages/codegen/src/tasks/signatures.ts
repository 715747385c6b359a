// Which rows of types tasks are made for, and how often: what small functions of textbooks take and give.
import type { Random } from '@zooid/model'
import { productions } from '../language/grammar.ts'
import { type Type, types } from '../language/type.ts'
import { hasInputs } from './inputs.ts'

export type Shape = {
  readonly parameters: readonly Type[]
  readonly result: Type
  readonly key: string
}

const weighted =
  'n>n 9 nn>n 6 nnn>n 2 n>b 5 nn>b 3 nnn>b 1 n>s 4 nn>s 1 n>N 3 nn>N 2 N>n 9 N>N 9 N>b 4 N>s 1 N>S 1 Nn>n 4 Nn>N 6 ' +
  'Nn>b 2 NN>N 3 NN>n 2 NN>b 1 s>s 10 s>n 7 s>b 5 s>S 3 s>N 2 ss>b 3 ss>n 3 ss>s 3 sn>s 4 sn>n 1 sn>b 0.5 sn>S 0.7 ' +
  'ss>S 0.6 sss>s 1 snn>s 0.6 S>s 3 S>n 3 S>S 5 S>N 2 S>b 1 Ss>s 1 Ss>n 1 Ss>b 0.7 Ss>S 1.5 Sn>S 2 Sn>s 0.7 SS>S 1 Sn>n 0.4 ' +
  'G>n 2 G>N 2.5 G>G 2.5 G>b 0.6 Gn>N 0.6 Gn>G 0.4 Gn>n 0.3 nn>G 0.5 N>G 0.7 Nn>G 0.8 n>G 0.4 n>S 0.8 nn>S 0.3 Nnn>N 0.6 Nnn>n 0.4 ' +
  'S>M 0.6 s>M 0.6 M>n 0.2 M>S 0.2 M>s 0.2 S>W 0.5 W>S 0.4 W>s 0.2 Sn>W 0.3 N>o 0.3 Nn>o 0.3 s>o 0.1 b>n 0.2 b>s 0.2 bb>b 0.5 ' +
  'nb>n 0.2 sb>s 0.2 Nb>N 0.2 Ns>s 0.3 ns>s 0.6 nS>s 0.2 nN>N 0.3 nN>n 0.3 s>G 0.1 N>M 0.1 nnn>N 0.3 NNn>N 0.1'

/** Shapes the table can make something for, with chances that sum to 1. */
export const shapes: readonly (Shape & { readonly chance: number })[] = (() => {
  const parts = weighted.split(' ')
  const made = new Set(productions.map(({ gives }) => gives))
  const list: (Shape & { chance: number })[] = []
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const key = parts[i] ?? ''
    const [from = '', to = ''] = key.split('>')
    const parameters = [...from].map(typeOf)
    const result = typeOf(to)
    if (!made.has(result) || !parameters.every(hasInputs)) continue
    list.push({ parameters, result, key, chance: Number(parts[i + 1]) })
  }
  const total = list.reduce((sum, { chance }) => sum + chance, 0)
  return list.map((shape) => ({ ...shape, chance: shape.chance / total }))
})()

export function drawShape(random: Random): Shape {
  let point = random.uniform()
  for (const shape of shapes) {
    point -= shape.chance
    if (point < 0) return shape
  }
  throw new RangeError('chances of shapes do not sum to 1')
}

function typeOf(letter: string): Type {
  const type = types.find((known) => known === letter)
  if (type === undefined) throw new RangeError(`no type ${letter}`)
  return type
}
