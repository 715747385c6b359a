// Small edits of a TypeScript source, likeliest first: the slips people make (an operator, a bound, a method
// with a twin, a missing copy, a wrong name) undone one at a time. They are edits of text at tokens; whether
// the outcome compiles or helps, others find out. Long because it is a table and the places it applies to.
import { type Token, tokensOf } from './tokens.ts'

export type Edit = {
  readonly from: number
  readonly to: number
  readonly text: string
  /** Lower is likelier. */
  readonly cost: number
}

/** What an operator is mistaken for. */
const operatorTwins: { readonly [operator: string]: readonly string[] } = {
  '<': ['<=', '>', '>='],
  '<=': ['<', '>=', '>'],
  '>': ['>=', '<', '<='],
  '>=': ['>', '<=', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-', '*'],
  '-': ['+'],
  '*': ['/', '+', '**'],
  '/': ['*', '%'],
  '%': ['/'],
  '&&': ['||'],
  '||': ['&&', '??'],
  '??': ['||'],
  '++': ['--'],
  '--': ['++'],
  '+=': ['-=', '=', '*='],
  '-=': ['+=', '='],
  '*=': ['+='],
  '/=': ['*='],
  '=': ['+=', '-='],
  '<<': ['>>', '>>>'],
  '>>': ['<<', '>>>'],
  '>>>': ['>>'],
  '&': ['|', '^'],
  '|': ['&', '^'],
  '^': ['|', '&'],
}

/** Names of which people write one for the other. */
const nameTwins: readonly (readonly string[])[] = [
  ['pop', 'shift'],
  ['push', 'unshift'],
  ['floor', 'ceil', 'round', 'trunc'],
  ['min', 'max'],
  ['some', 'every'],
  ['map', 'filter', 'flatMap'],
  ['indexOf', 'lastIndexOf'],
  ['find', 'findLast'],
  ['findIndex', 'findLastIndex'],
  ['slice', 'substring'],
  ['trim', 'trimStart', 'trimEnd'],
  ['padStart', 'padEnd'],
  ['startsWith', 'endsWith', 'includes'],
  ['toUpperCase', 'toLowerCase'],
  ['replace', 'replaceAll'],
  ['reduce', 'reduceRight'],
  ['sort', 'toSorted'],
  ['reverse', 'toReversed'],
  ['keys', 'values', 'entries'],
  ['true', 'false'],
  ['break', 'continue'],
  ['let', 'const'],
  ['MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER'],
  ['POSITIVE_INFINITY', 'NEGATIVE_INFINITY'],
]

const keywords = new Set(
  'export function const let return if else for while of in new class extends this typeof as type readonly throw try catch finally switch case default break continue number string boolean void null undefined true false private public static constructor interface import from keyof instanceof do delete never unknown'.split(
    ' ',
  ),
)

/** Every single edit of the source, cheapest first; equal costs in order of place. */
export function editsOf(source: string): Edit[] {
  const tokens = tokensOf(source)
  const edits: Edit[] = []
  const add = (token: Token, text: string, cost: number) =>
    edits.push({ from: token.at, to: token.at + token.text.length, text, cost })
  const values = valueNames(tokens)
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1]
    const after = tokens[i + 1]
    if (token.kind === 'operator') {
      for (const [nth, twin] of (operatorTwins[token.text] ?? []).entries())
        add(token, twin, 1 + nth / 2)
      if (token.text === '!' && after?.text !== '=') add(token, '', 2)
      if (token.text === '++' || token.text === '--') add(token, '', 4)
    } else if (token.kind === 'number') {
      const number = Number(token.text.replaceAll('_', ''))
      if (Number.isFinite(number))
        for (const [other, cost] of [
          [number + 1, 1],
          [number - 1, 1.2],
          [0, 2],
          [1, 2],
          [number * 2, 4],
          [number * 10, 4],
        ] as const)
          if (other !== number) add(token, other < 0 ? `(${other})` : String(other), cost)
    } else if (token.kind === 'text') {
      for (const other of ["''", "' '", "'0'"]) if (other !== token.text) add(token, other, 4)
    } else if (token.kind === 'pattern')
      for (const text of patternEdits(token.text)) add(token, text, 2)
    else if (token.kind === 'name') {
      for (const twins of nameTwins)
        if (twins.includes(token.text))
          for (const twin of twins) if (twin !== token.text) add(token, twin, 1)
      const isMember = before?.text === '.' || before?.text === '?.' || before?.text === '#'
      const isDeclared =
        /^(?:let|const|function|class|of|:)$/.test(before?.text ?? '') || after?.text === ':'
      if (!isMember && !isDeclared && values.has(token.text)) {
        for (const other of values) if (other !== token.text) add(token, other, 3)
        if (after?.text !== '(') {
          for (const text of [`${token.text} - 1`, `${token.text} + 1`]) add(token, `${text}`, 1.5)
          for (const text of [`(${token.text} - 1)`, `(${token.text} + 1)`]) add(token, text, 2.5)
          if (after?.text !== '.') add(token, `[...${token.text}]`, 3.5)
        }
      }
      if (token.text === 'length' && isMember)
        for (const text of ['length - 1', 'length + 1']) add(token, text, 1.2)
      if (token.text === 'if' && after?.text === '(') negated(tokens, i, source, edits)
    }
  }
  statementEdits(tokens, source, edits)
  callEdits(tokens, source, edits)
  return edits.sort((a, b) => a.cost - b.cost || a.from - b.from)
}

/** The source with edits that do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let text = source
  for (const { from, to, text: by } of [...edits].sort((a, b) => b.from - a.from))
    text = text.slice(0, from) + by + text.slice(to)
  return text
}

/** Names that stand for values: parameters, variables, functions of the source itself. */
function valueNames(tokens: readonly Token[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind !== 'name' || keywords.has(text)) continue
    const before = tokens[i - 1]?.text ?? ''
    const after = tokens[i + 1]?.text ?? ''
    if (before === '.' || before === '?.' || before === '#') continue
    if (/^(?:let|const|of|\(|,|\[|\{)$/.test(before) && /^(?::|,|=|\)|\]|\}|=>|of|\?)$/.test(after))
      if (/^[a-z_]/.test(text)) names.add(text)
  }
  return names
}

/** Character classes with a slip, and a flag or a quantifier that is missing. */
function patternEdits(text: string): string[] {
  const end = text.lastIndexOf('/')
  const body = text.slice(1, end)
  const flags = text.slice(end + 1)
  const bodies = [
    body.replaceAll('A-z', 'A-Za-z'),
    body.replace(/\+/, '*'),
    body.replace(/\*/, '+'),
    body.replace('\\w', '[a-zA-Z]'),
    `^${body}`,
    `${body}$`,
    `^${body}$`,
    body.replace(/\[\^/, '['),
    body.replace(/\[(?!\^)/, '[^'),
  ]
  // A bracket listed in one class is often missing in the other.
  for (const char of '()[]{}') {
    const escaped = '[]'.includes(char) ? `\\${char}` : char
    for (let at = body.indexOf(']'); at >= 0; at = body.indexOf(']', at + 1))
      bodies.push(`${body.slice(0, at)}${escaped}${body.slice(at)}`)
  }
  const flagged = ['g', 'i', 'u'].map((flag) =>
    flags.includes(flag) ? flags.replace(flag, '') : flags + flag,
  )
  return [
    ...new Set(bodies.filter((other) => other !== body).map((other) => `/${other}/${flags}`)),
    ...flagged.map((other) => `/${body}/${other}`),
  ]
}

/** `if (c)` as `if (!(c))`. */
function negated(tokens: readonly Token[], at: number, source: string, edits: Edit[]): void {
  const open = tokens[at + 1]
  const close = closing(tokens, at + 1)
  const end = close === null ? undefined : tokens[close]
  if (!open || !end) return
  const inner = source.slice(open.at + 1, end.at)
  edits.push({ from: open.at + 1, to: end.at, text: `!(${inner})`, cost: 2 })
}

/** Whole lines: left out, swapped with the next, or made conditional on a variable of the source. */
function statementEdits(tokens: readonly Token[], source: string, edits: Edit[]): void {
  const lines: { from: number; to: number; text: string }[] = []
  let at = 0
  for (const text of source.split('\n')) {
    lines.push({ from: at, to: at + text.length, text })
    at += text.length + 1
  }
  const names = [...valueNames(tokens)]
  const flags = names.filter((name) => /^(?:is|has|can|was)[A-Z]/.test(name))
  for (const [i, { from, to, text }] of lines.entries()) {
    const line = text.trim()
    const isStatement =
      /^[\w#.$[\]!]+.*[)\w\]'"+-]$/.test(line) && !/^(?:export|function|class|\})/.test(line)
    if (!isStatement || line.endsWith('{')) continue
    edits.push({ from, to, text: '', cost: 3 })
    const indent = text.slice(0, text.length - text.trimStart().length)
    if (!/^(?:const|let|if|for|while|else|return)\b/.test(line))
      for (const flag of flags)
        edits.push({ from, to, text: `${indent}if (${flag}) ${line}`, cost: 2 })
    const next = lines[i + 1]
    if (next && next.text.trim() !== '' && !/[{}]/.test(next.text))
      edits.push({ from, to: next.to, text: `${next.text}\n${text}`, cost: 3 })
  }
}

/** Calls with two plain arguments swapped, and results copied or widened. */
function callEdits(tokens: readonly Token[], source: string, edits: Edit[]): void {
  for (const [i, token] of tokens.entries()) {
    if (token.text !== '(' || tokens[i - 1]?.kind !== 'name') continue
    const close = closing(tokens, i)
    const end = close === null ? undefined : tokens[close]
    if (!end || keywords.has(tokens[i - 1]?.text ?? '')) continue
    const inner = source.slice(token.at + 1, end.at)
    const parts = splitArguments(inner)
    const [first, second, ...rest] = parts
    if (first !== undefined && second !== undefined)
      edits.push({
        from: token.at + 1,
        to: end.at,
        text: [second, first, ...rest].map((part) => part.trim()).join(', '),
        cost: 2.5,
      })
    const name = tokens[i - 1]?.text ?? ''
    if (name === 'String' || name === 'join' || name === 'toString')
      for (const width of [2, 3, 4])
        edits.push({ from: end.at + 1, to: end.at + 1, text: `.padStart(${width}, '0')`, cost: 4 })
  }
}

function splitArguments(inner: string): string[] {
  const parts: string[] = []
  let [depth, from] = [0, 0]
  for (const { text, at } of tokensOf(inner)) {
    if ('([{'.includes(text)) depth++
    else if (')]}'.includes(text)) depth--
    else if (text === ',' && depth === 0) {
      parts.push(inner.slice(from, at))
      from = at + 1
    }
  }
  const last = inner.slice(from)
  return last.trim() === '' ? parts : [...parts, last]
}

/** The token that closes the bracket at `open`. */
function closing(tokens: readonly Token[], open: number): number | null {
  let depth = 0
  for (let i = open; i < tokens.length; i++) {
    const { text, kind } = tokens[i] ?? { text: '', kind: 'text' }
    if (kind !== 'operator') continue
    if ('([{'.includes(text)) depth++
    else if (')]}'.includes(text)) depth--
    if (depth === 0) return i
  }
  return null
}
