export function compareVersions(a: string, b: string): number {
  const x = a.split('.').map(Number)
  const y = b.split('.').map(Number)
  for (const i of [0, 1]) if (x[i] !== y[i]) return x[i]! < y[i]! ? -1 : 1
  return 0
}
