export type Token = string | [distance: number, length: number]

export function compress(text: string, window: number): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    let best: [distance: number, length: number] = [0, 0]
    for (let distance = 1; distance <= Math.min(window, at); distance++) {
      let length = 0
      while (at + length < text.length && text[at + length] === text[at + length - distance])
        length++
      if (length > best[1]) best = [distance, length]
    }
    const isReference = best[1] >= 3
    tokens.push(isReference ? best : text[at]!)
    at += isReference ? best[1] : 1
  }
  return tokens
}

export function expand(tokens: Token[]): string {
  let text = ''
  for (const token of tokens) {
    if (typeof token === 'string') text += token
    else {
      const [distance, length] = token
      if (distance < 1 || distance > text.length || length < 1)
        throw new RangeError('bad reference')
      text += text.slice(-distance).slice(0, length)
    }
  }
  return text
}
