export function initials(name: string): string {
  return name.replace(/[^A-Z]/g, '')
}
