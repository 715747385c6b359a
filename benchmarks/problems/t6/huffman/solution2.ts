export type Lengths = { [character: string]: number }

type Tree = { smallest: string; weight: number; sides: [Tree, Tree] | null }

const isLess = (a: Tree, b: Tree) =>
  a.weight !== b.weight ? a.weight < b.weight : a.smallest < b.smallest

export function lengths(text: string): Lengths {
  const counts = new Map<string, number>()
  for (let i = 0; i < text.length; i++)
    counts.set(text.charAt(i), (counts.get(text.charAt(i)) ?? 0) + 1)
  const trees = [...counts].map(([smallest, weight]): Tree => ({ smallest, weight, sides: null }))
  const takeLeast = () => {
    let best = 0
    for (let i = 1; i < trees.length; i++) if (isLess(trees[i]!, trees[best]!)) best = i
    return trees.splice(best, 1)[0]!
  }
  while (trees.length > 1) {
    const sides: [Tree, Tree] = [takeLeast(), takeLeast()]
    const smallest = sides[0].smallest < sides[1].smallest ? sides[0].smallest : sides[1].smallest
    trees.push({ smallest, weight: sides[0].weight + sides[1].weight, sides })
  }
  const result: Lengths = {}
  const visit = (tree: Tree, depth: number): void => {
    if (tree.sides) for (const side of tree.sides) visit(side, depth + 1)
    else result[tree.smallest] = Math.max(1, depth)
  }
  for (const tree of trees) visit(tree, 0)
  return result
}

export function codes(lengths: Lengths): { [character: string]: string } {
  const result: { [character: string]: string } = {}
  const longest = Math.max(0, ...Object.values(lengths))
  let code = ''
  for (let length = 1; length <= longest; length++)
    for (const character of Object.keys(lengths).sort()) {
      if (lengths[character] !== length) continue
      code = code.padEnd(length, '0')
      result[character] = code
      // Adding one: the ones at the end turn to zeros, the zero before them to a one.
      code = code.replace(/(^|0)1*$/, (tail) =>
        tail.replace(/./g, (bit) => (bit === '1' ? '0' : '1')),
      )
    }
  return result
}

export function encode(text: string): string {
  const table = codes(lengths(text))
  let bits = ''
  for (let i = 0; i < text.length; i++) bits += table[text.charAt(i)]
  return bits
}

export function decode(bits: string, lengths: Lengths): string {
  const table = Object.entries(codes(lengths))
  let text = ''
  let at = 0
  while (at < bits.length) {
    const found = table.find(([, code]) => bits.startsWith(code, at))
    if (!found) throw new Error('no such code')
    text += found[0]
    at += found[1].length
  }
  return text
}
