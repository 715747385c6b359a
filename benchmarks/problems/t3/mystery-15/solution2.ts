export function mystery(text: string): string {
  let rest = text
  while (rest.length > 2) rest = rest.slice(1, -1)
  return rest
}
