export function compareVersions(a: string, b: string): number {
  const x = a.split('.').map(Number)
  const y = b.split('.').map(Number)
  return x[0]! - y[0]! || x[1]! - y[1]! || x[2]! - y[2]!
}
