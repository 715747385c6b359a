export function mystery(text: string): number {
  return Math.max(0, ...(text.match(/\(+/g) ?? []).map((run) => run.length))
}
