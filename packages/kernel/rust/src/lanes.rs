//! Four f32 at once: WASM SIMD where the build has it, plain arrays in the scalar build and natively.
//! Every op is written against this type, so one source gives all three builds.
//!
//! `madd` is a separate multiply and add on purpose. rustc makes of it a read of the sum, the product and
//! `f32x4.add` in one straight line, which the post-link step turns into `f32x4.relaxed_madd` for the
//! relaxed build (packages/kernel/bin/relax.ts). That works where the sum is a plain local when the add
//! comes: keep sums in variables and let loops, not nested expressions, carry them.
//!
//! One file in spite of its length: the two forms of each operation have to be read side by side.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use simd::F32x4;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use plain::F32x4;

/// Square root of one number, correctly rounded in every build.
#[inline(always)]
pub fn sqrt(x: f32) -> f32 {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    {
        F32x4::splat(x).sqrt().first()
    }
    #[cfg(all(target_arch = "wasm32", not(target_feature = "simd128")))]
    {
        crate::root::sqrt(x)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        x.sqrt()
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd {
    use core::arch::wasm32::*;

    #[derive(Clone, Copy)]
    #[repr(transparent)]
    pub struct F32x4(pub v128);

    impl F32x4 {
        #[inline(always)]
        pub fn splat(x: f32) -> Self {
            F32x4(f32x4_splat(x))
        }
        #[inline(always)]
        pub fn new(x: [f32; 4]) -> Self {
            F32x4(f32x4(x[0], x[1], x[2], x[3]))
        }
        /// Any alignment.
        #[inline(always)]
        pub unsafe fn load(p: *const f32) -> Self {
            F32x4(v128_load(p as *const v128))
        }
        /// One number from memory in all four lanes, a single instruction.
        #[inline(always)]
        pub unsafe fn load_splat(p: *const f32) -> Self {
            F32x4(v128_load32_splat(p as *const u32))
        }
        #[inline(always)]
        pub unsafe fn store(self, p: *mut f32) {
            v128_store(p as *mut v128, self.0)
        }
        #[inline(always)]
        pub fn to_array(self) -> [f32; 4] {
            [
                f32x4_extract_lane::<0>(self.0),
                f32x4_extract_lane::<1>(self.0),
                f32x4_extract_lane::<2>(self.0),
                f32x4_extract_lane::<3>(self.0),
            ]
        }
        #[inline(always)]
        pub fn first(self) -> f32 {
            f32x4_extract_lane::<0>(self.0)
        }
        #[inline(always)]
        pub fn add(self, b: Self) -> Self {
            F32x4(f32x4_add(self.0, b.0))
        }
        #[inline(always)]
        pub fn sub(self, b: Self) -> Self {
            F32x4(f32x4_sub(self.0, b.0))
        }
        #[inline(always)]
        pub fn mul(self, b: Self) -> Self {
            F32x4(f32x4_mul(self.0, b.0))
        }
        #[inline(always)]
        pub fn div(self, b: Self) -> Self {
            F32x4(f32x4_div(self.0, b.0))
        }
        /// `self * b + c`, rounded once (relaxed build) or twice.
        #[inline(always)]
        pub fn madd(self, b: Self, c: Self) -> Self {
            F32x4(f32x4_add(f32x4_mul(self.0, b.0), c.0))
        }
        #[inline(always)]
        pub fn neg(self) -> Self {
            F32x4(f32x4_neg(self.0))
        }
        #[inline(always)]
        pub fn abs(self) -> Self {
            F32x4(f32x4_abs(self.0))
        }
        #[inline(always)]
        pub fn sqrt(self) -> Self {
            F32x4(f32x4_sqrt(self.0))
        }
        /// NaN in either gives NaN; several machine instructions.
        #[inline(always)]
        pub fn min(self, b: Self) -> Self {
            F32x4(f32x4_min(self.0, b.0))
        }
        #[inline(always)]
        pub fn max(self, b: Self) -> Self {
            F32x4(f32x4_max(self.0, b.0))
        }
        /// `b < self ? b : self`: one machine instruction, keeps `self` where either is NaN.
        #[inline(always)]
        pub fn pmin(self, b: Self) -> Self {
            F32x4(f32x4_pmin(self.0, b.0))
        }
        /// `self < b ? b : self`: one machine instruction, keeps `self` where either is NaN.
        #[inline(always)]
        pub fn pmax(self, b: Self) -> Self {
            F32x4(f32x4_pmax(self.0, b.0))
        }
        /// Round to nearest, ties to even.
        #[inline(always)]
        pub fn nearest(self) -> Self {
            F32x4(f32x4_nearest(self.0))
        }
        #[inline(always)]
        pub fn floor(self) -> Self {
            F32x4(f32x4_floor(self.0))
        }
        /// 2^n for whole n in -126..=127 (other n give garbage, never a trap).
        #[inline(always)]
        pub fn pow2(self) -> Self {
            let n = i32x4_trunc_sat_f32x4(self.0);
            F32x4(i32x4_shl(i32x4_add(n, i32x4_splat(127)), 23))
        }
        /// All ones where `self < b`.
        #[inline(always)]
        pub fn lt(self, b: Self) -> Self {
            F32x4(f32x4_lt(self.0, b.0))
        }
        #[inline(always)]
        pub fn le(self, b: Self) -> Self {
            F32x4(f32x4_le(self.0, b.0))
        }
        #[inline(always)]
        pub fn eq(self, b: Self) -> Self {
            F32x4(f32x4_eq(self.0, b.0))
        }
        #[inline(always)]
        pub fn and(self, b: Self) -> Self {
            F32x4(v128_and(self.0, b.0))
        }
        #[inline(always)]
        pub fn or(self, b: Self) -> Self {
            F32x4(v128_or(self.0, b.0))
        }
        /// Lane of `yes` where this mask has all ones, of `no` where it is zero.
        #[inline(always)]
        pub fn select(self, yes: Self, no: Self) -> Self {
            F32x4(v128_bitselect(yes.0, no.0, self.0))
        }
        /// Is any bit set? For masks: does any lane hold?
        #[inline(always)]
        pub fn any(self) -> bool {
            v128_any_true(self.0)
        }
        /// (l0 + l2) + (l1 + l3), the same order in every build.
        #[inline(always)]
        pub fn sum(self) -> f32 {
            let high = i32x4_shuffle::<2, 3, 2, 3>(self.0, self.0);
            let pair = f32x4_add(self.0, high);
            f32x4_extract_lane::<0>(pair) + f32x4_extract_lane::<1>(pair)
        }
        /// Largest lane; NaN if any lane is NaN.
        #[inline(always)]
        pub fn largest(self) -> f32 {
            let pair = f32x4_max(self.0, i32x4_shuffle::<2, 3, 2, 3>(self.0, self.0));
            f32x4_extract_lane::<0>(f32x4_max(pair, i32x4_shuffle::<1, 1, 1, 1>(pair, pair)))
        }
        /// Rows to columns of a 4x4 block.
        #[inline(always)]
        pub fn transpose(r: [Self; 4]) -> [Self; 4] {
            let low01 = i32x4_shuffle::<0, 4, 1, 5>(r[0].0, r[1].0);
            let high01 = i32x4_shuffle::<2, 6, 3, 7>(r[0].0, r[1].0);
            let low23 = i32x4_shuffle::<0, 4, 1, 5>(r[2].0, r[3].0);
            let high23 = i32x4_shuffle::<2, 6, 3, 7>(r[2].0, r[3].0);
            [
                F32x4(i64x2_shuffle::<0, 2>(low01, low23)),
                F32x4(i64x2_shuffle::<1, 3>(low01, low23)),
                F32x4(i64x2_shuffle::<0, 2>(high01, high23)),
                F32x4(i64x2_shuffle::<1, 3>(high01, high23)),
            ]
        }
    }
}

/// The same meaning lane by lane. Compiled everywhere so that native tests cover the shared code.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain {
    #[derive(Clone, Copy)]
    #[repr(transparent)]
    pub struct F32x4(pub [f32; 4]);

    #[inline(always)]
    fn zip(a: F32x4, b: F32x4, f: impl Fn(f32, f32) -> f32) -> F32x4 {
        let (a, b) = (a.0, b.0);
        F32x4([f(a[0], b[0]), f(a[1], b[1]), f(a[2], b[2]), f(a[3], b[3])])
    }
    #[inline(always)]
    fn map(a: F32x4, f: impl Fn(f32) -> f32) -> F32x4 {
        F32x4([f(a.0[0]), f(a.0[1]), f(a.0[2]), f(a.0[3])])
    }
    #[inline(always)]
    fn mask(hold: bool) -> f32 {
        if hold {
            f32::from_bits(u32::MAX)
        } else {
            0.0
        }
    }
    /// Ties to even without std: adding and taking away 1.5 * 2^23 rounds in the FPU.
    #[inline(always)]
    fn nearest(x: f32) -> f32 {
        let magnitude = f32::from_bits(x.to_bits() & 0x7fff_ffff);
        if !(magnitude < 8_388_608.0) {
            return x;
        }
        let rounded = (magnitude + 8_388_608.0) - 8_388_608.0;
        f32::from_bits(rounded.to_bits() | (x.to_bits() & 0x8000_0000))
    }

    impl F32x4 {
        #[inline(always)]
        pub fn splat(x: f32) -> Self {
            F32x4([x; 4])
        }
        #[inline(always)]
        pub fn new(x: [f32; 4]) -> Self {
            F32x4(x)
        }
        #[inline(always)]
        pub unsafe fn load(p: *const f32) -> Self {
            F32x4((p as *const [f32; 4]).read_unaligned())
        }
        #[inline(always)]
        pub unsafe fn load_splat(p: *const f32) -> Self {
            F32x4([p.read_unaligned(); 4])
        }
        #[inline(always)]
        pub unsafe fn store(self, p: *mut f32) {
            (p as *mut [f32; 4]).write_unaligned(self.0)
        }
        #[inline(always)]
        pub fn to_array(self) -> [f32; 4] {
            self.0
        }
        #[inline(always)]
        pub fn first(self) -> f32 {
            self.0[0]
        }
        #[inline(always)]
        pub fn add(self, b: Self) -> Self {
            zip(self, b, |x, y| x + y)
        }
        #[inline(always)]
        pub fn sub(self, b: Self) -> Self {
            zip(self, b, |x, y| x - y)
        }
        #[inline(always)]
        pub fn mul(self, b: Self) -> Self {
            zip(self, b, |x, y| x * y)
        }
        #[inline(always)]
        pub fn div(self, b: Self) -> Self {
            zip(self, b, |x, y| x / y)
        }
        #[inline(always)]
        pub fn madd(self, b: Self, c: Self) -> Self {
            self.mul(b).add(c)
        }
        #[inline(always)]
        pub fn neg(self) -> Self {
            map(self, |x| -x)
        }
        #[inline(always)]
        pub fn abs(self) -> Self {
            map(self, |x| f32::from_bits(x.to_bits() & 0x7fff_ffff))
        }
        #[inline(always)]
        pub fn sqrt(self) -> Self {
            map(self, super::sqrt)
        }
        #[inline(always)]
        pub fn min(self, b: Self) -> Self {
            zip(self, b, |x, y| if x != x || x < y { x } else { y })
        }
        #[inline(always)]
        pub fn max(self, b: Self) -> Self {
            zip(self, b, |x, y| if x != x || x > y { x } else { y })
        }
        #[inline(always)]
        pub fn pmin(self, b: Self) -> Self {
            zip(self, b, |x, y| if y < x { y } else { x })
        }
        #[inline(always)]
        pub fn pmax(self, b: Self) -> Self {
            zip(self, b, |x, y| if x < y { y } else { x })
        }
        #[inline(always)]
        pub fn nearest(self) -> Self {
            map(self, nearest)
        }
        #[inline(always)]
        pub fn floor(self) -> Self {
            map(self, |x| {
                let r = nearest(x);
                if r > x {
                    r - 1.0
                } else {
                    r
                }
            })
        }
        #[inline(always)]
        pub fn pow2(self) -> Self {
            map(self, |n| {
                f32::from_bits(((n as i32).wrapping_add(127) as u32).wrapping_shl(23))
            })
        }
        #[inline(always)]
        pub fn lt(self, b: Self) -> Self {
            zip(self, b, |x, y| mask(x < y))
        }
        #[inline(always)]
        pub fn le(self, b: Self) -> Self {
            zip(self, b, |x, y| mask(x <= y))
        }
        #[inline(always)]
        pub fn eq(self, b: Self) -> Self {
            zip(self, b, |x, y| mask(x == y))
        }
        #[inline(always)]
        pub fn and(self, b: Self) -> Self {
            zip(self, b, |x, y| f32::from_bits(x.to_bits() & y.to_bits()))
        }
        #[inline(always)]
        pub fn or(self, b: Self) -> Self {
            zip(self, b, |x, y| f32::from_bits(x.to_bits() | y.to_bits()))
        }
        #[inline(always)]
        pub fn select(self, yes: Self, no: Self) -> Self {
            let mut out = [0f32; 4];
            for i in 0..4 {
                let m = self.0[i].to_bits();
                out[i] = f32::from_bits((yes.0[i].to_bits() & m) | (no.0[i].to_bits() & !m));
            }
            F32x4(out)
        }
        #[inline(always)]
        pub fn any(self) -> bool {
            (self.0[0].to_bits() | self.0[1].to_bits() | self.0[2].to_bits() | self.0[3].to_bits())
                != 0
        }
        #[inline(always)]
        pub fn sum(self) -> f32 {
            (self.0[0] + self.0[2]) + (self.0[1] + self.0[3])
        }
        #[inline(always)]
        pub fn largest(self) -> f32 {
            let swapped = F32x4([self.0[2], self.0[3], self.0[2], self.0[3]]);
            let pair = self.max(swapped);
            pair.max(F32x4([pair.0[1]; 4])).0[0]
        }
        #[inline(always)]
        pub fn transpose(r: [Self; 4]) -> [Self; 4] {
            let [a, b, c, d] = r.map(|row| row.0);
            [
                F32x4([a[0], b[0], c[0], d[0]]),
                F32x4([a[1], b[1], c[1], d[1]]),
                F32x4([a[2], b[2], c[2], d[2]]),
                F32x4([a[3], b[3], c[3], d[3]]),
            ]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::F32x4;

    #[test]
    fn nearest_rounds_ties_to_even_and_keeps_signs_and_huge_numbers() {
        let x = F32x4::new([2.5, -3.5, -0.25, 1e30]).nearest().to_array();
        assert_eq!(x, [2.0, -4.0, 0.0, 1e30]);
        assert!(x[2].is_sign_negative());
    }

    #[test]
    fn floor_goes_down_for_negative_numbers() {
        let x = F32x4::new([2.5, -2.5, -0.25, 7.0]).floor().to_array();
        assert_eq!(x, [2.0, -3.0, -1.0, 7.0]);
    }

    #[test]
    fn pow2_is_exact_at_both_ends() {
        let x = F32x4::new([-126.0, 0.0, 10.0, 127.0]).pow2().to_array();
        assert_eq!(x, [2f32.powi(-126), 1.0, 1024.0, 2f32.powi(127)]);
    }

    #[test]
    fn min_and_max_propagate_nan_and_the_fast_pair_keeps_the_left() {
        let nan = F32x4::splat(f32::NAN);
        let one = F32x4::splat(1.0);
        assert!(nan.max(one).first().is_nan() && one.max(nan).first().is_nan());
        assert!(nan.min(one).first().is_nan() && one.min(nan).first().is_nan());
        assert_eq!(one.pmax(nan).first(), 1.0);
        assert_eq!(one.pmin(nan).first(), 1.0);
    }

    #[test]
    fn select_takes_lanes_by_mask() {
        let a = F32x4::new([1.0, 2.0, 3.0, 4.0]);
        let b = F32x4::splat(2.5);
        assert_eq!(a.lt(b).select(a, b).to_array(), [1.0, 2.0, 2.5, 2.5]);
        assert!(a.lt(b).any() && !a.lt(F32x4::splat(0.0)).any());
    }

    #[test]
    fn sum_and_largest_fold_four_lanes() {
        let a = F32x4::new([1.0, -2.0, 30.0, 4.0]);
        assert_eq!(a.sum(), 33.0);
        assert_eq!(a.largest(), 30.0);
        assert!(F32x4::new([1.0, f32::NAN, 0.0, 0.0]).largest().is_nan());
    }

    #[test]
    fn transpose_swaps_rows_and_columns() {
        let rows = [0, 1, 2, 3].map(|r| F32x4::new([0, 1, 2, 3].map(|c| (10 * r + c) as f32)));
        let columns = F32x4::transpose(rows).map(|c| c.to_array());
        for r in 0..4 {
            for c in 0..4 {
                assert_eq!(columns[c][r], (10 * r + c) as f32);
            }
        }
    }
}
