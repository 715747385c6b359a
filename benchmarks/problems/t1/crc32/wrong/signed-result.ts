export function crc32(bytes: number[]): number {
  let register = 0xffffffff
  for (const byte of bytes) {
    register ^= byte
    for (let i = 0; i < 8; i++) register = (register >>> 1) ^ (register & 1 ? 0xedb88320 : 0)
  }
  return ~register
}
