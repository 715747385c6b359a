export function compareVersions(a: string, b: string): number {
  const rank = (version: string) =>
    version.split('.').reduce((sum, part) => sum * 100000 + Number(part), 0)
  return Math.sign(rank(a) - rank(b))
}
