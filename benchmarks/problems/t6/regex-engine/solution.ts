type Node =
  | { kind: 'one'; test: (char: string) => boolean }
  | { kind: 'all'; parts: Node[] }
  | { kind: 'any'; parts: Node[] }
  | { kind: 'repeat'; part: Node; min: number; max: number }

function parse(pattern: string): Node {
  let at = 0
  const choice = (): Node => {
    const parts = [sequence()]
    while (pattern[at] === '|') {
      at++
      parts.push(sequence())
    }
    return { kind: 'any', parts }
  }
  const sequence = (): Node => {
    const parts: Node[] = []
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') parts.push(repeat())
    return { kind: 'all', parts }
  }
  const repeat = (): Node => {
    const part = atom()
    const sign = pattern[at]
    if (sign !== '*' && sign !== '+' && sign !== '?') return part
    at++
    return { kind: 'repeat', part, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity }
  }
  const atom = (): Node => {
    const char = pattern[at++]
    if (char === '(') {
      const inner = choice()
      at++
      return inner
    }
    if (char === '.') return { kind: 'one', test: () => true }
    if (char !== '[') return { kind: 'one', test: (other) => other === char }
    const end = pattern.indexOf(']', at)
    const isNegated = pattern[at] === '^'
    const listed = pattern.slice(at, end)
    at = end + 1
    return { kind: 'one', test: (other) => listed.includes(other) !== isNegated }
  }
  return choice()
}

/** All places where a match that begins at one of `starts` can end. */
function ends(node: Node, text: string, starts: Set<number>): Set<number> {
  if (node.kind === 'one')
    return new Set(
      [...starts].filter((i) => i < text.length && node.test(text[i]!)).map((i) => i + 1),
    )
  if (node.kind === 'all') return node.parts.reduce((from, part) => ends(part, text, from), starts)
  if (node.kind === 'any')
    return new Set(node.parts.flatMap((part) => [...ends(part, text, starts)]))
  const reached = new Set(node.min === 0 ? starts : [])
  let from = starts
  for (let count = 1; count <= node.max && from.size > 0; count++) {
    from = new Set([...ends(node.part, text, from)].filter((i) => !reached.has(i)))
    for (const i of from) reached.add(i)
  }
  return reached
}

export function matches(pattern: string, text: string): boolean {
  return ends(parse(pattern), text, new Set([0])).has(text.length)
}
