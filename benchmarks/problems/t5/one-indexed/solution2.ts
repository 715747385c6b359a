export function cut(list: number[], from: number, to: number): number[] {
  if (from * to === 0) throw new Error('zero is no place')
  const place = (p: number) => (p > 0 ? p : list.length + 1 + p)
  const [start, end] = [place(from), place(to)]
  const step = start <= end ? 1 : -1
  const piece: number[] = []
  for (let p = start; p !== end + step; p += step) {
    const item = p > 0 ? list[p - 1] : undefined
    if (item !== undefined) piece.push(item)
  }
  return piece
}
