namespace AudioIO;

/// <summary>
/// Noise that makes the error of rounding independent of the sound: the difference of two even distributions, between −1 and 1 of the
/// smallest step (TPDF). The noise of a sample depends on the seed and the place of the sample alone, not on how samples are written in
/// pieces.
/// </summary>
/// <param name="seed">Decides the noise.</param>
internal readonly struct TriangularDither(int seed)
{
    // SplitMix64: the constants spread the bits of a counter over all 64.
    private const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>Scales samples and adds the noise.</summary>
    /// <param name="values">Samples.</param>
    /// <param name="scale">What full scale is in steps.</param>
    /// <param name="firstSample">Place of the first one in the file, counted over all channels.</param>
    /// <param name="scaled">Room for as many.</param>
    public void Add(ReadOnlySpan<float> values, double scale, long firstSample, Span<double> scaled)
    {
        for (int i = 0; i < values.Length; i++) scaled[i] = (values[i] * scale) + Noise(firstSample + i);
    }

    /// <inheritdoc cref="Add(ReadOnlySpan{float}, double, long, Span{double})"/>
    public void Add(ReadOnlySpan<double> values, double scale, long firstSample, Span<double> scaled)
    {
        for (int i = 0; i < values.Length; i++) scaled[i] = (values[i] * scale) + Noise(firstSample + i);
    }

    private double Noise(long sample)
    {
        // Wraps around as it is meant to.
        ulong bits = unchecked(((ulong)(uint)seed * 0xD1342543DE82EF95) + ((ulong)sample * Increment) + Increment);
        bits = unchecked((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9);
        bits = unchecked((bits ^ (bits >> 27)) * 0x94D049BB133111EB);
        bits ^= bits >> 31;
        // Two numbers of 32 bits: their difference has 33 and is exact in a double.
        return ((long)(bits >> 32) - (uint)bits) * (1d / (1L << 32));
    }
}
