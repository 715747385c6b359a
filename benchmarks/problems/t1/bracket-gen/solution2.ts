export function brackets(pairs: number): string[] {
  if (pairs === 0) return ['']
  const all: string[] = []
  for (let inner = pairs - 1; inner >= 0; inner--) {
    for (const a of brackets(inner))
      for (const b of brackets(pairs - 1 - inner)) all.push(`(${a})${b}`)
  }
  return all.sort()
}
