export function crc32(bytes: number[]): number {
  let register = 0xffffffff
  for (const byte of bytes) {
    register ^= byte << 24
    for (let i = 0; i < 8; i++) register = (register << 1) ^ (register < 0 ? 0x04c11db7 : 0)
  }
  return ~register >>> 0
}
