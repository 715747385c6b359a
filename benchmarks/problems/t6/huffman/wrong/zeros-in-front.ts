export type Lengths = { [character: string]: number }

/** Characters are sorted. */
type Tree = { characters: string[]; weight: number }

export function lengths(text: string): Lengths {
  const result: Lengths = {}
  let trees: Tree[] = []
  for (const character of [...new Set(text.split(''))].sort()) {
    result[character] = 0
    trees.push({ characters: [character], weight: text.split(character).length - 1 })
  }
  if (trees.length === 1) return { [text[0]!]: 1 }
  while (trees.length > 1) {
    trees.sort((a, b) => a.weight - b.weight || (a.characters[0]! < b.characters[0]! ? -1 : 1))
    const [a, b, ...rest] = trees
    const characters = [...a!.characters, ...b!.characters].sort()
    for (const character of characters) result[character]!++
    trees = [...rest, { characters, weight: a!.weight + b!.weight }]
  }
  return result
}

export function codes(lengths: Lengths): { [character: string]: string } {
  const result: { [character: string]: string } = {}
  const sorted = Object.entries(lengths).sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))
  let next = 0

  for (const [character, length] of sorted) {
    result[character] = next.toString(2).padStart(length, '0')
    next++
  }
  return result
}

export function encode(text: string): string {
  const table = codes(lengths(text))
  return text
    .split('')
    .map((character) => table[character])
    .join('')
}

export function decode(bits: string, lengths: Lengths): string {
  const characters = new Map(
    Object.entries(codes(lengths)).map(([character, code]) => [code, character]),
  )
  let [text, code] = ['', '']
  for (const bit of bits) {
    code += bit
    const character = characters.get(code)
    if (character === undefined) continue
    text += character
    code = ''
  }
  if (code !== '') throw new Error('the bits end in the middle of a code')
  return text
}
