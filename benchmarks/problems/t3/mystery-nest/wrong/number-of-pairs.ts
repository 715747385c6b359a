export function mystery(text: string): number {
  return text.split('(').length - 1
}
