// Text -> tokens with positions. One sticky regular expression without nested repetition, so the time is
// linear in the text whatever it holds.
import { ZooidError } from '@zooid/base'
import { genomeLimits } from '../limits.ts'

export type Token = {
  readonly kind: 'word' | 'number' | 'string' | 'mark' | 'end'
  readonly text: string
  /** Characters from the start. */
  readonly at: number
}

const pattern =
  /(?<space>\s+|\/\/[^\n]*)|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<number>-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)|(?<string>"(?:[^"\\\n]|\\.)*")|(?<mark>>>|=>|->|[()[\]<>|,=:])/y

/** @throws {GenomeSyntaxError} */
export function lex(text: string): Token[] {
  if (text.length > genomeLimits.textLength)
    throw new GenomeSyntaxError(text, 0, `longer than ${genomeLimits.textLength} characters`)
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    pattern.lastIndex = at
    const groups = pattern.exec(text)?.groups
    if (groups === undefined)
      throw new GenomeSyntaxError(text, at, `unexpected ${JSON.stringify(text[at])}`)
    for (const kind of ['word', 'number', 'string', 'mark'] as const) {
      const found = groups[kind]
      if (found !== undefined) tokens.push({ kind, text: found, at })
    }
    at = pattern.lastIndex
  }
  tokens.push({ kind: 'end', text: 'the end', at: text.length })
  return tokens
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
