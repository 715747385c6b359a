// Text -> tokens with positions. Sticky regular expressions whose alternatives begin differently, so the
// time is linear in the text whatever it holds.
import { ZooidError } from '@zooid/base'
import { genomeLimits } from '../limits.ts'

export type Token = {
  readonly kind: 'word' | 'number' | 'string' | 'mark' | 'end'
  readonly text: string
  /** Characters from the start. */
  readonly at: number
}

const blank = /(?:\s+|\/\/[^\n]*)+/y
const pattern =
  /[A-Za-z_][A-Za-z0-9_]*|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|"(?:[^"\\\n]|\\.)*"|>>|=>|->|[()[\]<>|,=:]/y

/** @throws {GenomeSyntaxError} */
export function lex(text: string): Token[] {
  if (text.length > genomeLimits.textLength)
    throw new GenomeSyntaxError(text, 0, `longer than ${genomeLimits.textLength} characters`)
  const tokens: Token[] = []
  for (let at = skipBlank(text, 0); at < text.length; ) {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found === undefined)
      throw new GenomeSyntaxError(text, at, `unexpected ${JSON.stringify(text[at])}`)
    tokens.push({ kind: kindOf(found), text: found, at })
    at = skipBlank(text, at + found.length)
  }
  tokens.push({ kind: 'end', text: 'the end', at: text.length })
  return tokens
}

function skipBlank(text: string, at: number): number {
  blank.lastIndex = at
  return at + (blank.exec(text)?.[0].length ?? 0)
}

/** The pattern has matched, so the first character decides. */
function kindOf(found: string): Token['kind'] {
  if (found.startsWith('"')) return 'string'
  if (/^-?[0-9]/.test(found)) return 'number'
  return /^[A-Za-z_]/.test(found) ? 'word' : 'mark'
}

/** The text is not a genome; line and column count from 1. */
export class GenomeSyntaxError extends ZooidError {
  override readonly name = 'GenomeSyntaxError'
  readonly line: number
  readonly column: number
  constructor(text: string, at: number, message: string, hint?: string) {
    const before = text.slice(0, at)
    const line = before.split('\n').length
    const column = at - before.lastIndexOf('\n')
    super('genome.syntax', `line ${line}, column ${column}: ${message}`, {
      status: 422,
      ...(hint ? { hint } : {}),
    })
    this.line = line
    this.column = column
  }
}
