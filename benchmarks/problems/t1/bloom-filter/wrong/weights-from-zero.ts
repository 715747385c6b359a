export function mightContain(added: string[], asked: string, size: number): boolean {
  const places = (word: string) => {
    const codes = [...word].map((c) => c.charCodeAt(0))
    const first = codes.reduce((sum, code) => sum + code, 0)
    const second = codes.reduce((sum, code, i) => sum + i * code, 0)
    return [first % size, second % size]
  }
  const bits = new Set(added.flatMap(places))
  return places(asked).every((place) => bits.has(place))
}
