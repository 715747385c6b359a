// Words somebody might use for a program: from the docs and names of its productions, some left out and
// some swapped for words that mean the same. Real statements share these words, not their order.
import type { Random } from '@zooid/model'
import { productions } from '../language/grammar.ts'
import type { Production } from '../language/production.ts'
import type { Term } from '../language/term.ts'
import { wordsOf } from '../words.ts'

const groups = (
  'sum total add plus|product multiply time|difference subtract minus less|remainder modulo mod rest|largest max ' +
  'maximum bigger greatest highest larger|smallest min minimum least lowest smaller|count number many how|length long size|' +
  'revers backward|sort order ascend|descend decreas|unique distinct duplicat repeat|averag mean|upper uppercas capital|' +
  'lower lowercas|letter character char|start begin head prefix first|end tail suffix last|join concat glu|split cut|' +
  'filter keep remove without drop|contain includ has|equal same|squar power|absolut abs|divis divid multipl quotient|' +
  'index position plac|list array number|str text|spac blank|whether test|both and|some any|every all|row matrix grid|' +
  'column transpos|map each|half middl|digit|vowel|word|pair|group chunk|run streak|range between|zero|negat positiv|' +
  'even odd|replac chang|padd pad|year month day|swap flip|rotat shift|factor prim|sequenc seri|binary bit|common shar'
)
  .split('|')
  .map((group) => group.split(' '))

const synonyms = new Map<string, readonly string[]>()
for (const group of groups) for (const word of group) synonyms.set(word, group)

const own = new Map<Production, readonly string[]>()

function wordsOfProduction(production: Production): readonly string[] {
  const known = own.get(production)
  if (known !== undefined) return known
  const words = wordsOf(production.name.replace(/:.*$/, ''), production.doc)
  own.set(production, words)
  return words
}

/** Every word a description can hold, in order of the alphabet. */
export function describableWords(): string[] {
  const words = new Set(groups.flat())
  for (const production of productions)
    for (const word of wordsOfProduction(production)) words.add(word)
  return [...words].sort()
}

/** About a third of all tasks come without words, so that nothing depends on them. */
export function describe(term: Term, random: Random): string[] {
  if (random.below(3) === 0) return []
  const keep = 0.25 + 0.6 * random.uniform()
  const words = new Set<string>()
  const visit = (at: Term): void => {
    if (at.kind !== 'call') return
    for (const word of wordsOfProduction(at.production)) {
      if (random.uniform() > keep) continue
      const group = synonyms.get(word)
      const swapped = group !== undefined && random.below(2) === 0
      words.add(swapped ? (group[random.below(group.length)] ?? word) : word)
    }
    at.parts.forEach(visit)
  }
  visit(term)
  return [...words]
}
