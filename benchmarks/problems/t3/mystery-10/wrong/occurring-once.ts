export function mystery(text: string): number {
  return [...text].filter((c) => text.indexOf(c) === text.lastIndexOf(c)).length
}
