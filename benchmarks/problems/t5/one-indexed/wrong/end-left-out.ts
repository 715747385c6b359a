export function cut(list: number[], from: number, to: number): number[] {
  if (from === 0 || to === 0) throw new RangeError('there is no place 0')
  const [first, last] = [from, to].map((place) => (place < 0 ? list.length + place : place - 1))
  const isBackwards = first! > last!
  const [low, high] = isBackwards ? [last!, first!] : [first!, last!]
  const piece = list.filter((_, i) => i >= low && i < high)
  return isBackwards ? piece.reverse() : piece
}
