// Words of a name and a text, for the model: names are cut at capitals and digits, small words are dropped,
// and a few endings go, so that `countingVowels` and "number of vowels" meet. Not a language model.

const dropped = new Set(
  (
    'a an and are as at be by do does for from has have if in into is it its may of on or so such than that ' +
    'the their them then there these they this those to was when where which with each given return returns ' +
    'function value values also will must one only'
  ).split(' '),
)
const maxWords = 64

/** Distinct, in order of appearance, the name's first. */
export function wordsOf(name: string, text: string): string[] {
  const found = new Set<string>()
  for (const source of [name, text])
    for (const [word] of source.matchAll(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g)) {
      const stem = stemOf(word.toLowerCase())
      if (stem.length > 1 && !dropped.has(stem) && found.size < maxWords) found.add(stem)
    }
  return [...found]
}

/** `numbers`, `sorted`, `counting` as `number`, `sort`, `count`. */
export function stemOf(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return undoubled(word.slice(0, -3))
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && word.endsWith('ed')) return undoubled(word.slice(0, -2))
  if (word.length > 3 && word.endsWith('s') && !/(ss|us|is)$/.test(word)) return word.slice(0, -1)
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word
}

function undoubled(stem: string): string {
  const trimmed = /([bdgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem
  return trimmed.length > 4 && trimmed.endsWith('e') ? trimmed.slice(0, -1) : trimmed
}
