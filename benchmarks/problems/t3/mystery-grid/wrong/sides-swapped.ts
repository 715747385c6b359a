export function mystery(width: number, height: number): string[] {
  return Array.from({ length: width }, (_, y) =>
    Array.from({ length: height }, (_, x) => ((x + y) % 2 === 0 ? '#' : '.')).join(''),
  )
}
