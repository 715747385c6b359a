const charactersOf = (text: string) => text.match(/\P{Mn}[\u0300-\u036f]*/gu) ?? []

export function countCharacters(text: string): number {
  return charactersOf(text).length
}

export function reverseCharacters(text: string): string {
  return charactersOf(text).reverse().join('')
}
