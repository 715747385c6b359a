export function mystery(text: string): number {
  return [...text].filter((c, i) => text.indexOf(c) === i).length
}
