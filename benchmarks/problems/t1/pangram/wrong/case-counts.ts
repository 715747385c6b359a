export function isPangram(text: string): boolean {
  return [...'abcdefghijklmnopqrstuvwxyz'].every((letter) => text.includes(letter))
}
