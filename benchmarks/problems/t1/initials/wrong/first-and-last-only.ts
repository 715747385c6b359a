export function initials(name: string): string {
  const words = name.split(' ').filter((word) => word !== '')
  return ((words[0] ?? '').charAt(0) + (words.at(-1) ?? '').charAt(0)).toUpperCase()
}
