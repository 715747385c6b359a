export function mightContain(added: string[], asked: string, size: number): boolean {
  const places = (word: string) => {
    const codes = [...word].map((c) => c.charCodeAt(0))
    const first = codes.reduce((sum, code) => sum + code, 0)
    const second = codes.reduce((sum, code, i) => sum + (i + 1) * code, 0)
    return [first % size, second % size]
  }
  const all = added.map((word) => new Set(places(word)))
  return all.some((bits) => places(asked).every((place) => bits.has(place)))
}
