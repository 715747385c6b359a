export function nextPermutation(list: number[]): number[] {
  const [first, ...rest] = list
  if (first === undefined) return []
  const later = nextPermutation(rest)
  const changed = later.findIndex((n, index) => n !== rest[index])
  if (changed >= 0 && later[changed]! > rest[changed]!) return [first, ...later]
  const at = later.findIndex((n) => n > first)
  return at < 0 ? [...later, first] : [later[at]!, ...later.with(at, first)]
}
