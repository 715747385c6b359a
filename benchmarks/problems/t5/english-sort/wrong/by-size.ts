export function englishSort(numbers: number[]): number[] {
  return [...numbers].sort((a, b) => a - b)
}
