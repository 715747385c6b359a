export function windows(list: number[], size: number, step: number): number[][] {
  return list
    .map((_, i) => list.slice(i, i + size))
    .filter((window, i) => i % step === 0 && window.length === size)
}
