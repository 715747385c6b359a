export function countPosts(length: number, gap: number, isClosed: boolean): number {
  let posts = 0
  for (let at = 0; at < length; at += gap) posts++
  if (isClosed) return posts > 0 && posts < 3 ? 3 : posts
  return posts + 1
}
