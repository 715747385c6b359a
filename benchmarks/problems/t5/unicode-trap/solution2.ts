function split(text: string): string[] {
  const characters: string[] = []
  for (const point of text) {
    const isMark = point >= '\u0300' && point <= '\u036f'
    const last = characters.pop()
    if (last !== undefined && isMark) characters.push(last + point)
    else if (last !== undefined) characters.push(last, point)
    else characters.push(point)
  }
  return characters
}

export function countCharacters(text: string): number {
  return split(text).length
}

export function reverseCharacters(text: string): string {
  let reversed = ''
  for (const character of split(text)) reversed = character + reversed
  return reversed
}
