export function insertAt(numbers: number[], value: number): number {
  const same = numbers.indexOf(value)
  return same >= 0 ? same + 1 : numbers.filter((n) => n > value).length
}
