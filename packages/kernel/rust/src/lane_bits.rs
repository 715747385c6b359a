//! Integer views of four floats: powers of two for `exp`, pack and unpack for the int8 codec.
//! Not arithmetic (that is `lanes.rs`): everything here reinterprets or converts bits, with one
//! vector form for simd128 and one array form for native tests and the scalar build.

/// Added to `x * log2(e)` it leaves `round(x * log2 e) + 127`, the biased exponent, in the low byte
/// of the sum's bits: at 1.5 * 2^23 a float's last place is 1, so the addition itself rounds.
pub const ROUND_BIASED: f32 = 12_583_039.0;

/// The same for powers of two formed in halves: the low bits hold `round(x * log2 e) + 254`.
pub const ROUND_HALVES: f32 = 12_583_166.0;

/// Added and taken away again it rounds to an integer, ties to even, for |x| < 2^22.
pub const ROUND: f32 = 12_582_912.0;

/// `t` holds `n + ROUND_BIASED`; gives 2^n, which is 0 for n = -127 and infinity for n = 128.
pub use imp::scale_of;

/// `t` holds `n + ROUND_HALVES`; gives two factors of 2^n that are each in range for |n| < 252. Their
/// exponents are the halves of n + 254, which leaves each with its bias of 127.
pub use imp::half_scales_of;

/// Sixteen floats that already carry `ROUND` become sixteen bytes, saturated to -128..=127.
pub use imp::store_i8;

/// Sixteen signed bytes as floats.
pub use imp::load_i8;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod imp {
    use crate::lanes::F32x4;
    use core::arch::wasm32::*;

    #[inline(always)]
    pub fn scale_of(t: F32x4) -> F32x4 {
        F32x4(i32x4_shl(t.0, 23))
    }

    #[inline(always)]
    pub fn half_scales_of(t: F32x4) -> (F32x4, F32x4) {
        let first = u32x4_shr(t.0, 1);
        let second = i32x4_sub(t.0, first);
        (F32x4(i32x4_shl(first, 23)), F32x4(i32x4_shl(second, 23)))
    }

    #[inline(always)]
    pub unsafe fn store_i8(rounded: [F32x4; 4], out: *mut i8) {
        let magic = i32x4_splat(super::ROUND.to_bits() as i32);
        let [a, b, c, d] = rounded;
        let low = i16x8_narrow_i32x4(i32x4_sub(a.0, magic), i32x4_sub(b.0, magic));
        let high = i16x8_narrow_i32x4(i32x4_sub(c.0, magic), i32x4_sub(d.0, magic));
        v128_store(out as *mut v128, i8x16_narrow_i16x8(low, high));
    }

    #[inline(always)]
    pub unsafe fn load_i8(q: *const i8) -> [F32x4; 4] {
        // Integers beside ROUND's bits are floats beside ROUND. A plain conversion would do, but LLVM
        // takes it apart lane by lane when it follows a widening.
        let magic = i32x4_splat(super::ROUND.to_bits() as i32);
        let round = f32x4_splat(super::ROUND);
        let float = |n: v128| F32x4(f32x4_sub(i32x4_add(n, magic), round));
        let bytes = v128_load(q as *const v128);
        let low = i16x8_extend_low_i8x16(bytes);
        let high = i16x8_extend_high_i8x16(bytes);
        [
            float(i32x4_extend_low_i16x8(low)),
            float(i32x4_extend_high_i16x8(low)),
            float(i32x4_extend_low_i16x8(high)),
            float(i32x4_extend_high_i16x8(high)),
        ]
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod imp {
    use crate::lanes::F32x4;

    #[inline(always)]
    pub fn scale_of(t: F32x4) -> F32x4 {
        F32x4(t.0.map(|t| f32::from_bits(t.to_bits() << 23)))
    }

    #[inline(always)]
    pub fn half_scales_of(t: F32x4) -> (F32x4, F32x4) {
        (
            F32x4(t.0.map(|t| f32::from_bits((t.to_bits() >> 1) << 23))),
            F32x4(t.0.map(|t| f32::from_bits((t.to_bits() - (t.to_bits() >> 1)) << 23))),
        )
    }

    #[inline(always)]
    pub unsafe fn store_i8(rounded: [F32x4; 4], out: *mut i8) {
        for (i, four) in rounded.iter().enumerate() {
            for (j, x) in four.0.iter().enumerate() {
                *out.add(4 * i + j) = (*x - super::ROUND) as i8;
            }
        }
    }

    #[inline(always)]
    pub unsafe fn load_i8(q: *const i8) -> [F32x4; 4] {
        let at = |i: usize| *q.add(i) as f32;
        [0, 4, 8, 12].map(|i| F32x4([at(i), at(i + 1), at(i + 2), at(i + 3)]))
    }
}
