// Cuts TypeScript into tokens with their places, well enough to edit one of them. Not a parser: it knows
// strings, templates, comments, regular expressions, numbers, names and operators, and nothing of grammar.

export type TokenKind = 'name' | 'number' | 'text' | 'template' | 'pattern' | 'operator'

export type Token = {
  readonly kind: TokenKind
  readonly text: string
  /** Offset of its first character. */
  readonly at: number
}

const operators =
  /^(?:>>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|\*\*|<<|>>|[-+*/%=<>!?:;,.(){}[\]&|^~#@])/
const shapes: readonly (readonly [TokenKind | null, RegExp])[] = [
  [null, /^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/],
  ['name', /^[A-Za-z_$][\w$]*/],
  ['number', /^(?:0[xX][\da-fA-F]+|\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?n?|\.\d+)/],
  ['text', /^(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/],
]
const pattern = /^\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/

/** Tokens of a source; what cannot be read is left out. Tokens inside `${}` of templates are included. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    const rest = source.slice(at)
    const last = tokens.at(-1)
    const found = shapes
      .map(([kind, shape]) => ({ kind, text: shape.exec(rest)?.[0] ?? '' }))
      .find(({ text }) => text !== '')
    if (found) {
      if (found.kind) tokens.push({ kind: found.kind, text: found.text, at })
      at += found.text.length
      continue
    }
    const regular = startsPattern(last) ? pattern.exec(rest)?.[0] : undefined
    if (regular) {
      tokens.push({ kind: 'pattern', text: regular, at })
      at += regular.length
      continue
    }
    if (rest.startsWith('`')) {
      at = readTemplate(source, at, tokens)
      continue
    }
    const operator = operators.exec(rest)?.[0]
    if (operator) tokens.push({ kind: 'operator', text: operator, at })
    at += operator?.length ?? 1
  }
  return tokens
}

/** A slash begins a regular expression where no value stands before it. */
function startsPattern(last: Token | undefined): boolean {
  if (!last) return true
  if (last.kind === 'operator') return !/^[)\]}]$/.test(last.text)
  return last.kind === 'name' && /^(?:return|typeof|case|in|of)$/.test(last.text)
}

/** Pushes the tokens of a template's substitutions; the offset behind its closing tick. */
function readTemplate(source: string, from: number, tokens: Token[]): number {
  let at = from + 1
  while (at < source.length && source[at] !== '`') {
    if (source[at] === '\\') at += 2
    else if (source.startsWith('${', at)) {
      let depth = 1
      let end = at + 2
      while (end < source.length && depth > 0) {
        if (source[end] === '{') depth++
        else if (source[end] === '}') depth--
        end++
      }
      for (const token of tokensOf(source.slice(at + 2, end - 1)))
        tokens.push({ ...token, at: token.at + at + 2 })
      at = end
    } else at++
  }
  return at + 1
}
