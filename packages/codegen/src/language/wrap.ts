// Breaks long lines of printed code the way a formatter would: chains before their dots, choices before
// `?` and `:`, conditions before their operators, argument lists after their brackets. It changes white
// space between tokens only, and never starts a line with a bracket.

const width = 100

/** Every line at most `width` characters where it can be broken well. */
export function wrapLines(source: string): string {
  return source
    .split('\n')
    .flatMap((line) => wrapLine(line, 0))
    .join('\n')
}

/** Deeper than this a line stays as it is. */
const maxDepth = 12

function wrapLine(line: string, depth: number): string[] {
  if (line.length <= width || depth > maxDepth) return [line]
  const indent = /^ */.exec(line)?.[0] ?? ''
  const breaks = breaksOf(line, indent.length)
  if (breaks === null) return [line]
  const [first = '', ...rest] = cut(line, breaks.places)
  const inner = rest.map((part, i) => {
    const isClosing = breaks.isBracket && i === rest.length - 1
    return `${indent}${isClosing ? '' : '  '}${part.trim()}`
  })
  return [first.trimEnd(), ...inner].flatMap((part) => wrapLine(part, depth + 1))
}

function cut(line: string, places: readonly number[]): string[] {
  return [0, ...places].map((from, i) => line.slice(from, places[i] ?? line.length))
}

type Breaks = { readonly places: readonly number[]; readonly isBracket: boolean }
type Mark = { readonly at: number; readonly depth: number; readonly kind: string }

/** The outermost places where the line may be broken. */
function breaksOf(line: string, from: number): Breaks | null {
  // A break where the line begins would only move it.
  const marks = marksOf(line, from).filter(({ at }) => at > from)
  for (let depth = 0; depth < 4; depth++) {
    const here = marks.filter((mark) => mark.depth === depth)
    for (const kinds of [['?', ':'], ['||'], ['&&'], ['.']]) {
      const places = here.filter(({ kind }) => kinds.includes(kind)).map(({ at }) => at)
      const enough = kinds[0] === '.' ? 2 : 1
      if (depth === 0 && places.length >= enough) return { places, isBracket: false }
    }
    const pair = widestPair(here)
    if (pair) {
      const [open, close] = pair
      return { places: [open.at + 1, ...commasIn(marks, open, close), close.at], isBracket: true }
    }
  }
  return null
}

/** The brackets of one depth with most between them, if that is worth a break. */
function widestPair(here: readonly Mark[]): readonly [open: Mark, close: Mark] | null {
  let best: readonly [Mark, Mark] | null = null
  for (const [i, open] of here.entries()) {
    if (open.kind !== '(') continue
    const close = here.slice(i + 1).find(({ kind }) => kind === ')')
    const size = close ? close.at - open.at : 0
    if (close && size > 20 && size > (best ? best[1].at - best[0].at : 0)) best = [open, close]
  }
  return best
}

function commasIn(marks: readonly Mark[], open: Mark, close: Mark): number[] {
  return marks
    .filter(
      ({ kind, at, depth }) =>
        kind === ',' && depth === open.depth + 1 && at > open.at && at < close.at,
    )
    .map(({ at }) => at + 1)
}

/** Tokens that matter, with how many brackets are around them; texts and patterns are skipped. */
function marksOf(line: string, from: number): Mark[] {
  const marks: Mark[] = []
  let depth = 0
  for (let i = from; i < line.length; i++) {
    const char = line[i] ?? ''
    const end = endOfLiteral(line, i)
    if (end > i) {
      i = end - 1
      continue
    }
    const two = line.slice(i, i + 2)
    if ('([{'.includes(char)) marks.push({ at: i, depth: depth++, kind: char })
    else if (')]}'.includes(char)) marks.push({ at: i, depth: --depth, kind: char })
    else if (isChainDot(line, i)) marks.push({ at: i, depth, kind: '.' })
    else if (two === '||' || two === '&&') marks.push({ at: i++, depth, kind: two })
    else if ((two === '? ' || two === ': ') && line[i - 1] === ' ')
      marks.push({ at: i, depth, kind: char })
    else if (char === ',') marks.push({ at: i, depth, kind: char })
  }
  return marks
}

/** The dot of a method call, not of `Math.max` or a spread. */
function isChainDot(line: string, at: number): boolean {
  if (line[at] !== '.' || line[at - 1] === '.' || !/^\.[a-zA-Z]+[(<]/.test(line.slice(at, at + 20)))
    return false
  return !/\b(Math|Number|String|Array|JSON)$/.test(line.slice(0, at))
}

/** Where a text or a pattern that starts here ends; else the place itself. */
function endOfLiteral(line: string, at: number): number {
  const rest = line.slice(at)
  const text = /^'(?:[^'\\]|\\.)*'/.exec(rest)
  if (text) return at + text[0].length
  const pattern = /^\/(?![ /])(?:[^/\\\n]|\\.)+\/[a-z]*(?=[.,)])/.exec(rest)
  return pattern && /[(\s![]$/.test(line.slice(0, at)) ? at + pattern[0].length : at
}
