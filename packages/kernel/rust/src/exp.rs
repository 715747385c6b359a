//! The one exponential of the crate, and the sigmoid and logarithm built beside it.
//!
//! exp(x) = 2^n * exp(r) with n = round(x / ln 2), |r| <= ln(2)/2; ln 2 is split in two parts so
//! that n * LN2_HIGH is exact, and exp(r) is a degree-6 polynomial (minimax, relative error 4e-9).
//! `any` is within 1.2 ulp over the whole line: 0 below -103.98, denormals rounded once, infinity
//! above 88.73, NaN stays NaN. `nonpositive` has the same polynomial with a single power of two and
//! gives 0 below -87.68, where results leave the normal range. Softmax, sigmoid and cross-entropy use
//! it, because a term of 1e-38 next to one of 1 does not change a float. exp(0) is exactly 1.

use crate::edges::map_lanes;
use crate::lane_bits::{half_scales_of, scale_of, ROUND_BIASED, ROUND_HALVES};
use crate::lanes::F32x4;

/// The constants of `exp` in registers. An op makes one before its loop: V8 rebuilds a vector
/// constant at each use (three instructions), and LLVM turns `pmax` with a known bound into the slow
/// NaN-checking `max`. Reading them from memory it may not look through avoids both. Whole vectors,
/// because LLVM only finds `pmax` again when the bound is loaded as integers.
#[derive(Clone, Copy)]
pub struct Exp {
    lowest: F32x4,
    minus_highest: F32x4,
    log2_e: F32x4,
    magic: F32x4,
    minus_ln2_high: F32x4,
    minus_ln2_low: F32x4,
    /// exp(r) = 1 + r (1 + r (c[0] + r (c[1] + r (c[2] + r (c[3] + r c[4])))))
    c: [F32x4; 5],
    one: F32x4,
}

#[repr(align(16))]
struct Constants([[f32; 4]; 14]);

static CONSTANTS: Constants = Constants([
    [-104.0; 4],
    [ROUND_HALVES; 4],
    [-88.0; 4],
    [ROUND_BIASED; 4],
    [-89.0; 4],
    [1.442_695; 4],
    [-0.693_359_4; 4],
    [2.121_944_4e-4; 4],
    [0.499_999_94; 4],
    [0.166_665_21; 4],
    [0.041_668_39; 4],
    [0.008_368_717; 4],
    [0.001_381_459_9; 4],
    [1.0; 4],
]);

#[inline(always)]
fn constant(i: usize) -> F32x4 {
    let at = CONSTANTS.0.as_ptr() as *const F32x4;
    unsafe { core::ptr::read_volatile(at.add(i)) }
}

impl Exp {
    /// For `any`.
    #[inline(always)]
    pub fn whole() -> Self {
        Exp::starting_at(0)
    }

    /// For `nonpositive` and `sigmoid`.
    #[inline(always)]
    pub fn flushing() -> Self {
        Exp::starting_at(2)
    }

    #[inline(always)]
    fn starting_at(first: usize) -> Self {
        Exp {
            lowest: constant(first),
            magic: constant(first + 1),
            minus_highest: constant(4),
            log2_e: constant(5),
            minus_ln2_high: constant(6),
            minus_ln2_low: constant(7),
            c: [
                constant(8),
                constant(9),
                constant(10),
                constant(11),
                constant(12),
            ],
            one: constant(13),
        }
    }

    /// exp(r) and the rounded exponent `t`, still in the form `lane_bits` makes powers of two of.
    #[inline(always)]
    fn reduce(&self, x: F32x4) -> (F32x4, F32x4) {
        let [c2, c3, c4, c5, c6] = self.c;
        let t = x.madd(self.log2_e, self.magic);
        let n = t.sub(self.magic);
        let r = n.madd(self.minus_ln2_high, x);
        let r = n.madd(self.minus_ln2_low, r);
        // Horner's order: each sum is a constant, so that every step is one fused instruction.
        let p = c6.madd(r, c5).madd(r, c4).madd(r, c3).madd(r, c2);
        (p.madd(r, self.one).madd(r, self.one), t)
    }

    /// exp over the whole line, denormal results included. Error <= 1.2 ulp; NaN in, NaN out.
    #[inline(always)]
    pub fn any(&self, x: F32x4) -> F32x4 {
        let (p, t) = self.reduce(F32x4::splat(0.0).sub(self.minus(x)).pmax(self.lowest));
        let (first, second) = half_scales_of(t);
        p.mul(first).mul(second)
    }

    /// exp of numbers up to about 88, as a score minus its row maximum is; 0 below -87.68.
    #[inline(always)]
    pub fn nonpositive(&self, x: F32x4) -> F32x4 {
        let (p, t) = self.reduce(x.pmax(self.lowest));
        p.mul(scale_of(t))
    }

    /// 1 / (1 + exp(-x)); 0 for x < -88.37, 1 for x > 17. Error <= 2.5 ulp. NaN stays NaN.
    #[inline(always)]
    pub fn sigmoid(&self, x: F32x4) -> F32x4 {
        let minus = F32x4::splat(0.0).sub(x.pmax(self.minus_highest));
        self.one.div(self.one.add(self.nonpositive(minus)))
    }

    /// -x, at least -89: a bound from above by `pmax` alone, since LLVM finds `pmin` too seldom.
    #[inline(always)]
    fn minus(&self, x: F32x4) -> F32x4 {
        F32x4::splat(0.0).sub(x).pmax(self.minus_highest)
    }
}

/// exp of one float, through the same arithmetic as the vector form.
#[inline(always)]
pub fn exp_one(x: f32) -> f32 {
    Exp::whole().any(F32x4::splat(x)).first()
}

/// Natural logarithm of one float, formed in f64: correctly rounded but for rare ties.
/// ln(0) = -infinity, ln(negative) = NaN. Once per row, so it is not vectorised.
pub fn ln_one(x: f32) -> f32 {
    if !(x > 0.0) {
        return if x == 0.0 {
            f32::NEG_INFINITY
        } else {
            f32::NAN
        };
    }
    if x == f32::INFINITY {
        return x;
    }
    // As f64 even the smallest f32 is normal.
    let bits = (x as f64).to_bits();
    let mut exponent = ((bits >> 52) as i64) - 1023;
    let mut m = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    if m > core::f64::consts::SQRT_2 {
        m *= 0.5;
        exponent += 1;
    }
    // ln m = 2 atanh(s), s = (m-1)/(m+1), |s| <= 0.1716; the first term left out is below 1e-13.
    let s = (m - 1.0) / (m + 1.0);
    let z = s * s;
    let mut series = 1.0 / 17.0;
    let mut k = 15.0;
    while k > 0.0 {
        series = series * z + 1.0 / k;
        k -= 2.0;
    }
    (exponent as f64 * core::f64::consts::LN_2 + 2.0 * s * series) as f32
}

/// out[i] = exp(x[i]) for i in begin..end; x and out may be the same array.
#[no_mangle]
pub unsafe extern "C" fn exp_forward(out: *mut f32, x: *const f32, begin: usize, end: usize) {
    let exp = Exp::whole();
    let n = end.saturating_sub(begin);
    map_lanes(n, [x.add(begin)], [out.add(begin)], |[x]| [exp.any(x)]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::ulps;

    fn of(f: impl Fn(F32x4) -> F32x4, x: f32) -> f32 {
        f(F32x4::splat(x)).first()
    }

    fn exp(x: F32x4) -> F32x4 {
        Exp::whole().any(x)
    }

    fn exp_nonpositive(x: F32x4) -> F32x4 {
        Exp::flushing().nonpositive(x)
    }

    fn sigmoid(x: F32x4) -> F32x4 {
        Exp::flushing().sigmoid(x)
    }

    #[test]
    fn exp_is_within_its_bound_over_the_whole_line() {
        let mut worst: f64 = 0.0;
        let mut x = -105.0f32;
        while x < 89.5 {
            worst = worst.max(ulps(of(exp, x), (x as f64).exp()));
            x += 0.000_173;
        }
        assert!(worst < 1.2, "{worst} ulp");
    }

    #[test]
    fn nonpositive_agrees_where_results_are_normal_and_flushes_below() {
        let mut worst: f64 = 0.0;
        let mut x = -87.3f32;
        while x < 88.37 {
            worst = worst.max(ulps(of(exp_nonpositive, x), (x as f64).exp()));
            x += 0.000_171;
        }
        assert!(worst < 1.2, "{worst} ulp");
        for x in [-88.0, -100.0, -1e10, f32::NEG_INFINITY] {
            assert_eq!(of(exp_nonpositive, x), 0.0);
        }
    }

    #[test]
    fn the_edges_of_the_line_are_exact() {
        assert_eq!(of(exp, 0.0), 1.0);
        assert_eq!(of(exp, -0.0), 1.0);
        assert_eq!(of(exp, 1e-45), 1.0);
        assert_eq!(of(exp, f32::INFINITY), f32::INFINITY);
        assert_eq!(of(exp, f32::NEG_INFINITY), 0.0);
        assert_eq!(of(exp, f32::MAX), f32::INFINITY);
        assert_eq!(of(exp, f32::MIN), 0.0);
        assert!(of(exp, f32::NAN).is_nan());
        assert!(of(exp_nonpositive, f32::NAN).is_nan());
        assert!(of(sigmoid, f32::NAN).is_nan());
    }

    #[test]
    fn denormal_results_are_rounded_like_the_true_value() {
        let mut x = -103.9f32;
        while x < -87.3 {
            let got = of(exp, x);
            assert!(got > 0.0 && ulps(got, (x as f64).exp()) < 1.2, "{x}");
            x += 0.001_3;
        }
    }

    #[test]
    fn sigmoid_is_within_its_bound() {
        let mut worst: f64 = 0.0;
        let mut x = -87.0f32;
        while x < 40.0 {
            let want = 1.0 / (1.0 + (-(x as f64)).exp());
            worst = worst.max(ulps(of(sigmoid, x), want));
            x += 0.000_37;
        }
        assert!(worst < 2.5, "{worst} ulp");
        assert_eq!(of(sigmoid, f32::NEG_INFINITY), 0.0);
        assert_eq!(of(sigmoid, f32::INFINITY), 1.0);
        assert_eq!(of(sigmoid, -1e38), 0.0);
    }

    #[test]
    fn ln_is_within_half_an_ulp_and_a_bit() {
        let mut worst: f64 = 0.0;
        let mut x = 1e-45f32;
        while x < 3e38 {
            worst = worst.max(ulps(ln_one(x), (x as f64).ln()));
            x = x * 1.000_7 + 1e-45;
        }
        assert!(worst < 0.51, "{worst} ulp");
        assert_eq!(ln_one(1.0), 0.0);
        assert_eq!(ln_one(0.0), f32::NEG_INFINITY);
        assert!(ln_one(-1.0).is_nan() && ln_one(f32::NAN).is_nan());
    }
}
