export function reverseWords(text: string): string {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .reverse()
    .join(' ')
}
