export type Result<T> = { value: T; end: number } | null
export type Parser<T> = (text: string, at: number) => Result<T>

/** The one block that continues behind another; most others are made of it. */
function then<T, U>(first: Parser<T>, next: (value: T) => Parser<U>): Parser<U> {
  return (text, at) => {
    const result = first(text, at)
    return result === null ? null : next(result.value)(text, result.end)
  }
}

const give =
  <T>(value: T): Parser<T> =>
  (_, end) => ({ value, end })

export function literal(word: string): Parser<string> {
  return (text, at) => {
    for (let i = 0; i < word.length; i++) if (text[at + i] !== word[i]) return null
    return { value: word, end: at + word.length }
  }
}

export function oneOf(characters: string): Parser<string> {
  return choice(characters.split('').map(literal))
}

export function sequence<T>(parsers: Parser<T>[]): Parser<T[]> {
  return parsers.reduce<Parser<T[]>>(
    (before, parser) => then(before, (values) => map(parser, (value) => values.concat([value]))),
    give<T[]>([]),
  )
}

export function choice<T>(parsers: Parser<T>[]): Parser<T> {
  const [first, ...others] = parsers
  if (!first) return () => null
  return (text, at) => first(text, at) ?? choice(others)(text, at)
}

export function many<T, S>(parser: Parser<T>, separator: Parser<S> | null): Parser<T[]> {
  const rest = (values: T[]): Parser<T[]> => {
    const next = values.length === 0 || !separator ? parser : then(separator, () => parser)
    return (text, at) => {
      const result = next(text, at)
      if (result === null || result.end === at) return { value: values, end: at }
      return rest([...values, result.value])(text, result.end)
    }
  }
  return rest([])
}

export function map<T, U>(parser: Parser<T>, change: (value: T) => U): Parser<U> {
  return then(parser, (value) => give(change(value)))
}

export function run<T>(parser: Parser<T>, text: string): T {
  const result = parser(text, 0)
  if (result && result.end >= text.length) return result.value
  throw new Error(`stopped at ${result?.end ?? 0}`)
}
