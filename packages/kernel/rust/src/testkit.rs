//! What the tests share: a seeded generator, distances in units of the last place, and central
//! differences of a scalar function in f64. Compiled for `cargo test` only.

/// xorshift64*: small, seeded, the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Uniform in 0..1.
    pub fn unit(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40) as f32 / (1u32 << 24) as f32
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.unit() * n as f32) as usize % n.max(1)
    }

    /// `n` floats, uniform in -scale..scale.
    pub fn floats(&mut self, n: usize, scale: f32) -> Vec<f32> {
        (0..n).map(|_| (self.unit() * 2.0 - 1.0) * scale).collect()
    }
}

/// |got - want| in units of the last place of `want` as f32; 0 when both overflow alike.
pub fn ulps(got: f32, want: f64) -> f64 {
    if got as f64 == want || got == want as f32 && got.is_infinite() {
        return 0.0;
    }
    let magnitude = (want.abs() as f32).max(f32::MIN_POSITIVE);
    let exponent = ((magnitude.to_bits() >> 23) as i32 - 127).min(127);
    (got as f64 - want).abs() / 2f64.powi(exponent - 23)
}

pub fn as_f64(x: &[f32]) -> Vec<f64> {
    x.iter().map(|&x| x as f64).collect()
}

/// Asserts |got - want| <= tolerance * max(1, largest |want|), element by element.
pub fn assert_close(got: &[f32], want: &[f64], tolerance: f64, what: &str) {
    assert_eq!(got.len(), want.len(), "{what}: length");
    let scale = want.iter().fold(1.0f64, |m, w| m.max(w.abs()));
    for (i, (g, w)) in got.iter().zip(want).enumerate() {
        let error = (*g as f64 - w).abs();
        assert!(
            error <= tolerance * scale,
            "{what}[{i}]: got {g}, want {w}, scale {scale}"
        );
    }
}

/// d f / d x[i] for every i by central differences; `f` must compute in f64.
pub fn differences(x: &[f64], f: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    let mut x = x.to_vec();
    (0..x.len())
        .map(|i| {
            let (at, h) = (x[i], 1e-5 * x[i].abs().max(1.0));
            x[i] = at + h;
            let above = f(&x);
            x[i] = at - h;
            let below = f(&x);
            x[i] = at;
            (above - below) / (2.0 * h)
        })
        .collect()
}

pub fn inner(a: &[f64], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(a, &b)| a * b as f64).sum()
}
