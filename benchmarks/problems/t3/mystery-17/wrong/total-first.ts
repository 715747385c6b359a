export function mystery(text: string): number[] {
  return [text.length, ...text.split(' ').map((word) => word.length)]
    .slice(-text.split(' ').length)
    .reverse()
}
