// A position in a token list, with the few moves the parsers need.
import { genomeLimits } from '../limits.ts'
import { GenomeSyntaxError, lex, type Token } from './lex.ts'

export type Cursor = {
  readonly peek: () => Token
  readonly next: () => Token
  /** Step over a mark or keyword if it is next. */
  readonly take: (text: string) => boolean
  readonly expect: (text: string) => void
  /** The `>` of a type, which two lists in a row spell `>>`. */
  readonly closeAngle: () => void
  readonly word: () => string
  readonly string: (token: Token) => string
  readonly end: () => void
  readonly guard: (depth: number) => void
  readonly error: (at: number, message: string, hint?: string) => GenomeSyntaxError
}

export function createCursor(text: string): Cursor {
  const tokens = lex(text)
  const last: Token = { kind: 'end', text: 'the end', at: text.length }
  let position = 0
  const error = (at: number, message: string, hint?: string) =>
    new GenomeSyntaxError(text, at, message, hint)
  const peek = () => tokens[position] ?? last
  const next = () => tokens[position++] ?? last
  const take = (wanted: string) => {
    const token = peek()
    if (token.text !== wanted || token.kind === 'string' || token.kind === 'end') return false
    position++
    return true
  }
  const short = (token: Token) => token.text.slice(0, 40)
  return {
    peek,
    next,
    take,
    expect: (wanted) => {
      if (!take(wanted)) throw error(peek().at, `expected ${wanted}, found ${short(peek())}`)
    },
    closeAngle: () => {
      const token = peek()
      if (token.kind === 'mark' && token.text === '>>')
        tokens[position] = { kind: 'mark', text: '>', at: token.at + 1 }
      else if (!take('>')) throw error(token.at, `expected >, found ${short(token)}`)
    },
    word: () => {
      const token = next()
      if (token.kind !== 'word') throw error(token.at, `expected a name, found ${short(token)}`)
      return token.text
    },
    string: (token) => {
      try {
        return String(JSON.parse(token.text))
      } catch {
        throw error(token.at, 'the string has a bad escape')
      }
    },
    end: () => {
      if (peek().kind !== 'end') throw error(peek().at, `unexpected ${short(peek())}`)
    },
    guard: (depth) => {
      // Brackets cost the reader more levels than the expression has, hence the factor.
      if (depth > genomeLimits.depth * 3)
        throw error(peek().at, `nested deeper than ${genomeLimits.depth}`)
    },
    error,
  }
}
