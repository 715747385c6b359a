export function mystery(width: number, height: number): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => ((x + y * width) % 2 === 0 ? '#' : '.')).join(''),
  )
}
