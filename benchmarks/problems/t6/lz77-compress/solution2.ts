export type Token = string | [distance: number, length: number]

/** The longest piece that also begins earlier, found with lastIndexOf. */
function longestAt(text: string, at: number, window: number): [distance: number, length: number] {
  let found: [number, number] = [0, 0]
  for (let length = 3; at + length <= text.length; length++) {
    const piece = text.slice(at, at + length)
    const start = at === 0 ? -1 : text.lastIndexOf(piece, at - 1)
    if (start < 0 || at - start > window) break
    found = [at - start, length]
  }
  return found
}

export function compress(text: string, window: number): Token[] {
  const from = (at: number): Token[] => {
    if (at >= text.length) return []
    const [distance, length] = longestAt(text, at, window)
    return length > 0
      ? [[distance, length], ...from(at + length)]
      : [text.charAt(at), ...from(at + 1)]
  }
  return from(0)
}

export function expand(tokens: Token[]): string {
  return tokens.reduce<string>((text, token) => {
    if (typeof token === 'string') return text + token
    const [distance, length] = token
    if (!(distance >= 1 && distance <= text.length && length >= 1)) throw new Error('no such place')
    const piece = text.slice(text.length - distance)
    return text + piece.repeat(Math.ceil(length / distance)).slice(0, length)
  }, '')
}
