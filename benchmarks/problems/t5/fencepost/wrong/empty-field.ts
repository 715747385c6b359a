export function countPosts(length: number, gap: number, isClosed: boolean): number {
  const panels = Math.ceil(length / gap)
  if (!isClosed) return panels + 1
  return Math.max(3, panels)
}
