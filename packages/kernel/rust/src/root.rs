//! Square root for the scalar build: Rust 1.63 has neither `f32::sqrt` without std nor a stable
//! intrinsic for plain WASM, and compiler_builtins does not carry the C function there.
//! Newton's iteration in f64; rounding its result to f32 gives the correctly rounded root.

/// sqrt(+-0) = +-0, sqrt(infinity) = infinity; NaN and negative numbers give NaN.
pub fn sqrt(x: f32) -> f32 {
    if !(x > 0.0) || x == f32::INFINITY {
        return if x < 0.0 { f32::NAN } else { x };
    }
    let x = x as f64;
    // Halving the exponent is within 6 % of the root; each step squares the error.
    let mut y = f64::from_bits((x.to_bits() >> 1) + 0x1ff7_a7be_d000_0000);
    for _ in 0..4 {
        y = 0.5 * (y + x / y);
    }
    y as f32
}

#[cfg(test)]
mod tests {
    use super::sqrt;

    #[test]
    fn sqrt_is_correctly_rounded() {
        let mut x = 1e-45f32;
        while x < 3e38 {
            assert_eq!(sqrt(x), x.sqrt(), "{x}");
            x = x * 1.000_3 + 1e-45;
        }
        for x in [0.0, f32::INFINITY, 1.0, 4.0, f32::MAX, f32::MIN_POSITIVE] {
            assert_eq!(sqrt(x), x.sqrt());
        }
        assert!(sqrt(-1.0).is_nan() && sqrt(f32::NAN).is_nan());
    }
}
