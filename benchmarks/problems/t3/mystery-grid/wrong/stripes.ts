export function mystery(width: number, height: number): string[] {
  return Array.from({ length: height }, (_, _y) =>
    Array.from({ length: width }, (_, x) => (x % 2 === 0 ? '#' : '.')).join(''),
  )
}
