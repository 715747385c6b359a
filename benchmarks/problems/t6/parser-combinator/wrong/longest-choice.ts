export type Result<T> = { value: T; end: number } | null
export type Parser<T> = (text: string, at: number) => Result<T>

export function literal(word: string): Parser<string> {
  return (text, at) => (text.startsWith(word, at) ? { value: word, end: at + word.length } : null)
}

export function oneOf(characters: string): Parser<string> {
  return (text, at) => {
    const value = text[at]
    return value !== undefined && characters.includes(value) ? { value, end: at + 1 } : null
  }
}

export function sequence<T>(parsers: Parser<T>[]): Parser<T[]> {
  return (text, at) => {
    const value: T[] = []
    let end = at
    for (const parser of parsers) {
      const result = parser(text, end)
      if (!result) return null
      value.push(result.value)
      end = result.end
    }
    return { value, end }
  }
}

export function choice<T>(parsers: Parser<T>[]): Parser<T> {
  return (text, at) => {
    let best: Result<T> = null
    for (const parser of parsers) {
      const result = parser(text, at)
      if (result && result.end >= (best?.end ?? 0)) best = result
    }
    return best
  }
}

export function many<T, S>(parser: Parser<T>, separator: Parser<S> | null): Parser<T[]> {
  return (text, at) => {
    const value: T[] = []
    let end = at
    for (;;) {
      const start = separator && value.length > 0 ? separator(text, end)?.end : end
      const result = start === undefined ? null : parser(text, start)
      if (!result || result.end === end) return { value, end }
      value.push(result.value)
      end = result.end
    }
  }
}

export function map<T, U>(parser: Parser<T>, change: (value: T) => U): Parser<U> {
  return (text, at) => {
    const result = parser(text, at)
    return result && { value: change(result.value), end: result.end }
  }
}

export function run<T>(parser: Parser<T>, text: string): T {
  const result = parser(text, 0)
  if (result?.end !== text.length) throw new Error('the text does not fit')
  return result.value
}
