export function gaps(busy: [number, number][], from: number, to: number): [number, number][] {
  let free: [number, number][] = from < to ? [[from, to]] : []
  for (const [start, end] of busy) {
    if (start === end) continue
    free = free.flatMap(([a, b]): [number, number][] => {
      const pieces: [number, number][] = [
        [a, Math.min(b, start)],
        [Math.max(a, end), b],
      ]
      return pieces.filter(([x, y]) => x < y)
    })
  }
  return free
}
